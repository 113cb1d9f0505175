package dev.floe.jinja;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A template that could not be parsed or rendered: what is wrong, where, and through which macros it came there. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String detail;
    private final transient @Nullable Position position;
    private final transient List<MacroCall> macroStack;

    /**
     * A line of a template.
     *
     * @param template the template's name
     * @param line counted from 1
     * @param text the line itself, without its end
     */
    public record Position(String template, int line, String text) {}

    /**
     * A macro that was running.
     *
     * @param macro its name
     * @param template the name of the template that calls it; empty if the host called it
     * @param line the line of the call, counted from 1; 0 if the host called it
     */
    public record MacroCall(String macro, String template, int line) {}

    private JinjaException(
            ErrorKind kind,
            String detail,
            @Nullable Position position,
            List<MacroCall> macroStack,
            @Nullable Throwable cause) {
        super(describe(kind, detail, position, macroStack), cause);
        this.kind = requireNonNull(kind, "kind");
        this.detail = detail;
        this.position = position;
        this.macroStack = List.copyOf(macroStack);
    }

    /**
     * A failure without a position, for functions and filters of a host to throw; the position of their call is added on the way.
     *
     * @param kind what kind of failure
     * @param detail what is wrong
     */
    public static JinjaException of(ErrorKind kind, String detail) {
        return new JinjaException(kind, detail, null, List.of(), null);
    }

    /**
     * A failure with a cause, without a position.
     *
     * @param kind what kind of failure
     * @param detail what is wrong
     * @param cause what led to it
     */
    public static JinjaException of(ErrorKind kind, String detail, Throwable cause) {
        return new JinjaException(kind, detail, null, List.of(), cause);
    }

    /**
     * The same failure with a position.
     *
     * @param where the line that failed
     * @param macros the macros that were running, the innermost first
     */
    public JinjaException at(Position where, List<MacroCall> macros) {
        JinjaException located = new JinjaException(kind, detail, where, macros, getCause());
        located.setStackTrace(getStackTrace());
        return located;
    }

    /** What kind of failure this is. */
    public ErrorKind kind() {
        return kind;
    }

    /** What is wrong, in one line, without the position. */
    public String detail() {
        return detail;
    }

    /** The line that failed; empty if the failure did not come from a template. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** The macros that were running, the innermost first. */
    public List<MacroCall> macroStack() {
        return macroStack;
    }

    private static String describe(
            ErrorKind kind, String detail, @Nullable Position position, List<MacroCall> macroStack) {
        StringBuilder text = new StringBuilder(detail);
        if (position != null) {
            text.append("\n  ").append(position.template()).append(':').append(position.line());
            text.append(": ").append(position.text().strip());
        }
        for (MacroCall call : macroStack) {
            text.append("\n  in macro ").append(call.macro());
            if (call.line() > 0) {
                text.append(", called at ").append(call.template()).append(':').append(call.line());
            }
        }
        return kind == ErrorKind.HOST ? text.toString() : kind.pythonName() + ": " + text;
    }
}

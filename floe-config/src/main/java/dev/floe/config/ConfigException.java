package dev.floe.config;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.internal.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that cannot be used, with everything that is wrong with it.
 *
 * <p>The message has a summary line and then one line for each problem. {@link #code()} is {@link ErrorCode#CONFIG_NOT_FOUND} if a
 * file is missing or unreadable, {@link ErrorCode#SECRET_NOT_FOUND} if nothing but secrets is missing, and {@link
 * ErrorCode#CONFIG_INVALID} otherwise.
 */
public final class ConfigException extends FloeException {
    /** The problem code of a secret that no source holds. */
    public static final String SECRET_NOT_FOUND = "SECRET_NOT_FOUND";

    /** The problem code of a file that is not there or cannot be read. */
    public static final String FILE_NOT_FOUND = "FILE_NOT_FOUND";

    private static final long serialVersionUID = 1L;

    private final ArrayList<ConfigProblem> problems;

    /**
     * @param problems what is wrong, at least one, in the order to show them
     * @param cause what led to it, or null; without any secret
     * @throws IllegalArgumentException if there is no problem
     */
    public ConfigException(List<ConfigProblem> problems, @Nullable Throwable cause) {
        super(codeOf(problems), messageOf(problems), cause);
        this.problems = new ArrayList<>(problems);
    }

    /** What is wrong: at least one, in the order of the files. */
    public List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /**
     * The problems for somebody at a terminal: each with its place and code, the line of the file with a caret below the place, and
     * what is wrong and allowed. Several lines, without colour; values that are or may be secrets are masked.
     */
    public String render() {
        return problems.stream()
                .map(problem -> (problem.place() + " [" + problem.code() + "]").strip() + "\n"
                        + (problem.source().isPresent() ? problem.excerpt() + "\n" : "")
                        + "  " + problem.message() + "\n")
                .collect(Collectors.joining("\n", summary(problems) + "\n\n", ""));
    }

    private static ErrorCode codeOf(List<ConfigProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problems");
        }
        if (problems.stream().allMatch(problem -> problem.code().equals(SECRET_NOT_FOUND))) {
            return ErrorCode.SECRET_NOT_FOUND;
        }
        return problems.stream()
                        .map(ConfigProblem::code)
                        .anyMatch(code -> code.equals(FILE_NOT_FOUND) || code.equals(Codes.FILE_UNREADABLE))
                ? ErrorCode.CONFIG_NOT_FOUND
                : ErrorCode.CONFIG_INVALID;
    }

    private static String messageOf(List<ConfigProblem> problems) {
        return problems.stream()
                .map(ConfigProblem::toString)
                .collect(Collectors.joining("\n  ", summary(problems) + "\n  ", ""));
    }

    private static String summary(List<ConfigProblem> problems) {
        return "the configuration has " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + ":";
    }
}

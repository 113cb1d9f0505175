package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration.
 *
 * <p>Immutable, and serialisable with the exception that carries it.
 */
public final class ConfigProblem implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable String file;
    private final int line;
    private final int column;
    private final String keyPath;
    private final String code;
    private final String message;
    private final @Nullable String source;
    private final int caret;

    /**
     * @param file the file, or empty for a configuration built in code
     * @param line the line, from 1; 0 if there is none
     * @param column the column in characters, from 1; 0 if there is none
     * @param keyPath the key, such as {@code catalogs.default.uri}; empty for the whole
     * @param code what kind of problem, such as {@code UNKNOWN_KEY}
     * @param message what is wrong and what is allowed, without any secret
     */
    public ConfigProblem(Optional<Path> file, int line, int column, String keyPath, String code, String message) {
        this(file.map(Path::toString).orElse(null), line, column, keyPath, code, message, null, 0);
    }

    private ConfigProblem(
            @Nullable String file,
            int line,
            int column,
            String keyPath,
            String code,
            String message,
            @Nullable String source,
            int caret) {
        this.file = file;
        this.line = line;
        this.column = column;
        this.keyPath = requireNonNull(keyPath, "keyPath");
        this.code = requireNonNull(code, "code");
        this.message = requireNonNull(message, "message");
        this.source = source;
        this.caret = caret;
    }

    /**
     * The same problem with the line that it is on.
     *
     * @param line the line, secret values masked, without control characters
     * @param before how many characters of it stand before the place of the problem
     */
    public ConfigProblem withSource(String line, int before) {
        return new ConfigProblem(file, this.line, column, keyPath, code, message, requireNonNull(line, "line"), before);
    }

    /** The file, or empty for a configuration built in code. */
    public Optional<Path> file() {
        return Optional.ofNullable(file).map(Path::of);
    }

    /** The line, from 1; 0 if there is none. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1; 0 if there is none. */
    public int column() {
        return column;
    }

    /** The key, such as {@code catalogs.default.uri}; empty for the whole. */
    public String keyPath() {
        return keyPath;
    }

    /** What kind of problem, such as {@code UNKNOWN_KEY}; {@code docs/configuration.md} lists them. */
    public String code() {
        return code;
    }

    /** What is wrong and what is allowed, without any secret. */
    public String message() {
        return message;
    }

    /** The line that it is on, cut off where it is long, all values masked that are or may be secrets; without comments. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** Where it is: {@code file:line:col: key.path}, without the parts that there are not. */
    public String place() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line > 0) {
                text.append(':').append(line).append(':').append(column);
            }
        }
        if (!keyPath.isEmpty()) {
            text.append(text.isEmpty() ? "" : ": ").append(keyPath);
        }
        return text.toString();
    }

    /**
     * The line that it is on with its number, and a second line with a caret below the place; empty where there is no line.
     *
     * <pre>{@code
     *   3 |     tpye: polaris
     *     |     ^
     * }</pre>
     */
    public String excerpt() {
        if (source == null) {
            return "";
        }
        String number = String.format(Locale.ROOT, "%4d", line);
        return number + " | " + source + "\n" + " ".repeat(number.length()) + " | " + " ".repeat(caret) + "^";
    }

    /** {@code file:line:col: key.path: message}, without the parts that there are not. */
    @Override
    public String toString() {
        String place = place();
        return place.isEmpty() ? message : place + ": " + message;
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;
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

    /**
     * @param file the file, or empty for a configuration built in code
     * @param line the line, from 1; 0 if there is none
     * @param column the column in characters, from 1; 0 if there is none
     * @param keyPath the key, such as {@code catalogs.default.uri}; empty for the whole
     * @param code what kind of problem, such as {@code UNKNOWN_KEY}
     * @param message what is wrong and what is allowed, without any secret
     */
    public ConfigProblem(Optional<Path> file, int line, int column, String keyPath, String code, String message) {
        this.file = file.map(Path::toString).orElse(null);
        this.line = line;
        this.column = column;
        this.keyPath = requireNonNull(keyPath, "keyPath");
        this.code = requireNonNull(code, "code");
        this.message = requireNonNull(message, "message");
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

    /** {@code file:line:col: key.path: message}, without the parts that there are not. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line > 0) {
                text.append(':').append(line).append(':').append(column);
            }
            text.append(": ");
        }
        if (!keyPath.isEmpty()) {
            text.append(keyPath).append(": ");
        }
        return text.append(message).toString();
    }
}

package dev.floe.config.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file.
 *
 * @param file the file, where it is another than the tier's own
 * @param line from 1; 0 for the file as a whole
 * @param column in characters, from 1; 0 for the file as a whole
 */
public record Position(@Nullable Path file, int line, int column) {
    /** The file as a whole. */
    public static final Position FILE = new Position(0, 0);

    /** A place in the tier's own file. */
    public Position(int line, int column) {
        this(null, line, column);
    }

    /** The same place in another file than the tier's own. */
    public Position in(Path other) {
        return new Position(other, line, column);
    }

    /** Where a file begins. */
    public static final Position START = new Position(1, 1);
}

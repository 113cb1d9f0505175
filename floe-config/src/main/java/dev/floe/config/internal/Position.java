package dev.floe.config.internal;

/**
 * A place in a file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column in characters, from 1; 0 for the file as a whole
 */
public record Position(int line, int column) {
    /** The file as a whole. */
    public static final Position FILE = new Position(0, 0);

    /** Where a file begins. */
    public static final Position START = new Position(1, 1);
}

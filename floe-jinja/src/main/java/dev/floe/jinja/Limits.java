package dev.floe.jinja;

/**
 * Bounds on what one rendering may consume, against templates that run away. Exceeding one is a {@link JinjaException} of kind
 * {@link ErrorKind#LIMIT}.
 *
 * @param depth how many macro calls and recursive loops may be nested, at least 1
 * @param output how many characters may be written, captured text included, at least 0
 * @param iterations how many rounds all loops, and all elements that filters and functions produce, may add up to, at least 0
 */
public record Limits(int depth, long output, long iterations) {
    /** Generous for any SQL: 250 levels, 256 million characters, 100 million rounds. */
    public static final Limits DEFAULT = new Limits(250, 256_000_000, 100_000_000);

    /** Checks the ranges. */
    public Limits {
        if (depth < 1 || output < 0 || iterations < 0) {
            throw new IllegalArgumentException(
                    "limits out of range: depth " + depth + ", output " + output + ", iterations " + iterations);
        }
    }
}

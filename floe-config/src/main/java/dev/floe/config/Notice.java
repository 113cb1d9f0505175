package dev.floe.config;

import static java.util.Objects.requireNonNull;

/**
 * Something that a user should know about a configuration that is otherwise good.
 *
 * @param code what kind of notice, one of the constants here
 * @param message one line, without any secret
 */
public record Notice(String code, String message) {
    /** A key is accepted, but floe does not act on it. */
    public static final String NOT_APPLIED = "NOT_APPLIED";

    /** A layer's namespace was adapted to the catalog. */
    public static final String NAMESPACE_ADAPTED = "NAMESPACE_ADAPTED";

    /** Two secret references would read the same environment variable, which is not set or not used by this project. */
    public static final String SECRET_NAMES_COLLIDE = "SECRET_NAMES_COLLIDE";

    /** A secret is in two places with different values; the first is used. */
    public static final String SECRET_SHADOWED = "SECRET_SHADOWED";

    /** An environment is named that has no file of its own, though others have. */
    public static final String ENVIRONMENT_UNKNOWN = "ENVIRONMENT_UNKNOWN";

    /** Checks that nothing is null. */
    public Notice {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}

package dev.floe.it.manifest;

import org.jspecify.annotations.Nullable;

/** A template asked for something that neither the manifest nor what lies around it tells. */
final class NeedsMore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason what is missing
     */
    NeedsMore(String reason) {
        super(reason);
    }

    NeedsMore(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The one that made a rendering fail, if one did. */
    static @Nullable NeedsMore in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NeedsMore found) {
                return found;
            }
        }
        return null;
    }
}

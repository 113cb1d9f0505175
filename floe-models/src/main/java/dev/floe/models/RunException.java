package dev.floe.models;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import org.jspecify.annotations.Nullable;

/** A node, or the whole run, could not be done. */
public final class RunException extends FloeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code what kind of failure
     * @param message what failed and what to do; no secret
     * @param cause what led to it, redacted, or null
     */
    public RunException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

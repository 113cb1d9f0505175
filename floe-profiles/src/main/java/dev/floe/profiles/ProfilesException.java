package dev.floe.profiles;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import org.jspecify.annotations.Nullable;

/** A profile that could not be made or written. What is wrong with the configuration is a {@code ConfigException} instead. */
public final class ProfilesException extends FloeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param code what kind of failure this is
     * @param message what failed and what to do; without any secret
     * @param cause what led to it, or null
     */
    public ProfilesException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}

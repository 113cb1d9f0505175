package dev.floe;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure that floe reports to its user: what failed, the value (redacted), what was expected and what to do.
 *
 * <p>Unchecked. Each module has its own leaves with typed accessors; {@link #code()} is what programs branch on. A driver's
 * or library's exception, where there was one, is the cause, with every known secret redacted from its messages. Programmer
 * errors stay {@link IllegalArgumentException}, {@link IllegalStateException} and {@link NullPointerException}.
 */
public abstract class FloeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * @param code what kind of failure this is
     * @param message what failed, what was expected and what to do; without any secret
     * @param cause what led to it, or null
     */
    protected FloeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code");
    }

    /** What kind of failure this is: stable over releases, fit for a workflow engine's error code. */
    public final ErrorCode code() {
        return code;
    }
}

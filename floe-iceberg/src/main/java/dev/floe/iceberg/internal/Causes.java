package dev.floe.iceberg.internal;

import dev.floe.config.Redactor;
import org.jspecify.annotations.Nullable;

/** Copies exceptions so that they can be passed on as causes: secrets masked, stack traces kept. */
final class Causes {
    private static final int MAX_DEPTH = 16;

    private Causes() {}

    /** The exception itself if neither it nor its causes hold a secret, else a copy that names the original classes. */
    static Throwable redacted(Throwable original, Redactor redactor) {
        return clean(original, redactor, 0) ? original : copy(original, redactor, 0);
    }

    private static boolean clean(@Nullable Throwable t, Redactor redactor, int depth) {
        if (t == null) {
            return true;
        }
        if (depth > MAX_DEPTH || !redactor.redact(t.toString()).equals(t.toString())) {
            return false;
        }
        for (Throwable suppressed : t.getSuppressed()) {
            if (!clean(suppressed, redactor, depth + 1)) {
                return false;
            }
        }
        return clean(t.getCause(), redactor, depth + 1);
    }

    private static Throwable copy(Throwable original, Redactor redactor, int depth) {
        Throwable cause = original.getCause();
        Throwable copy = new RedactedException(
                redactor.redact(original.toString()),
                cause == null || depth == MAX_DEPTH ? null : copy(cause, redactor, depth + 1));
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }

    /** Stands for another exception, named at the beginning of its message. */
    private static final class RedactedException extends Exception {
        private static final long serialVersionUID = 1L;

        RedactedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

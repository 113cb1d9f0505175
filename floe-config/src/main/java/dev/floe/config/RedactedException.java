package dev.floe.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in for an exception whose message held a secret. */
final class RedactedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_DEPTH = 50;

    private RedactedException(Throwable source, Redactor redactor) {
        super(redactor.redact(source.toString()));
        setStackTrace(source.getStackTrace());
    }

    static Throwable of(Throwable throwable, Redactor redactor) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return holdsSecret(throwable, redactor, seen, 0) ? copy(throwable, redactor, 0) : throwable;
    }

    private static boolean holdsSecret(
            @Nullable Throwable throwable, Redactor redactor, Set<Throwable> seen, int depth) {
        if (throwable == null || depth > MAX_DEPTH || !seen.add(throwable)) {
            return false;
        }
        // toString too: a type may build it from more than the message
        if (changes(throwable.getMessage(), redactor) || changes(throwable.toString(), redactor)) {
            return true;
        }
        for (Throwable suppressed : throwable.getSuppressed()) {
            if (holdsSecret(suppressed, redactor, seen, depth + 1)) {
                return true;
            }
        }
        return holdsSecret(throwable.getCause(), redactor, seen, depth + 1);
    }

    private static boolean changes(@Nullable String text, Redactor redactor) {
        return text != null && !redactor.redact(text).equals(text);
    }

    private static RedactedException copy(Throwable throwable, Redactor redactor, int depth) {
        RedactedException copy = new RedactedException(throwable, redactor);
        if (depth < MAX_DEPTH) {
            Throwable cause = throwable.getCause();
            if (cause != null) {
                copy.initCause(copy(cause, redactor, depth + 1));
            }
            for (Throwable suppressed : throwable.getSuppressed()) {
                copy.addSuppressed(copy(suppressed, redactor, depth + 1));
            }
        }
        return copy;
    }
}

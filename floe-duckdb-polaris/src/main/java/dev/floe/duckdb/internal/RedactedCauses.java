package dev.floe.duckdb.internal;

import dev.floe.config.Redactor;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** Copies exceptions so that their messages can be passed on: secrets masked, stack traces kept. */
public final class RedactedCauses {
    private static final int MAX_DEPTH = 16;

    private RedactedCauses() {}

    /**
     * The exception, its causes, suppressed and next exceptions with redacted messages. What is not an {@link SQLException} becomes
     * one that names the original class, for a message cannot be replaced in an arbitrary exception.
     */
    public static SQLException copy(Throwable original, Redactor redactor) {
        return copy(original, redactor, 0);
    }

    private static SQLException copy(Throwable original, Redactor redactor, int depth) {
        SQLException copy = empty(original, redactor);
        copy.setStackTrace(original.getStackTrace());
        if (depth == MAX_DEPTH) {
            return copy;
        }
        @Nullable Throwable cause = original.getCause();
        if (cause != null) {
            copy.initCause(copy(cause, redactor, depth + 1));
        }
        for (Throwable suppressed : original.getSuppressed()) {
            copy.addSuppressed(copy(suppressed, redactor, depth + 1));
        }
        if (original instanceof SQLException sql && sql.getNextException() != null) {
            copy.setNextException(copy(sql.getNextException(), redactor, depth + 1));
        }
        return copy;
    }

    private static SQLException empty(Throwable original, Redactor redactor) {
        String message = redactor.redact(original.getMessage());
        if (original instanceof SQLTimeoutException timeout) {
            return new SQLTimeoutException(message, timeout.getSQLState(), timeout.getErrorCode());
        }
        if (original instanceof SQLException sql) {
            return new SQLException(message, sql.getSQLState(), sql.getErrorCode());
        }
        String name = original.getClass().getName();
        return new SQLException(message.isEmpty() ? name : name + ": " + message);
    }
}

package dev.floe.duckdb.internal.rest;

import dev.floe.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What went wrong between floe and a catalog; the message may quote the server's answer. */
public final class RestFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final boolean onlyDuckDbCanTell;

    RestFailure(ErrorCode code, String message, @Nullable Throwable cause, boolean onlyDuckDbCanTell) {
        super(message, cause);
        this.code = code;
        this.onlyDuckDbCanTell = onlyDuckDbCanTell;
    }

    RestFailure(ErrorCode code, String message) {
        this(code, message, null, false);
    }

    /** What kind of failure. */
    public ErrorCode code() {
        return code;
    }

    /** Whether DuckDB, which trusts other certificates than the JVM unless told which, may succeed all the same. */
    public boolean onlyDuckDbCanTell() {
        return onlyDuckDbCanTell;
    }
}

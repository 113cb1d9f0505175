package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.Redactor;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.RedactedCauses;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure of DuckDB, of one of its extensions, or of a catalog or storage that DuckDB talked to.
 *
 * <p>DuckDB gives neither SQL states nor error codes, so {@link #code()} is found from the text of its message (version 1.5.5). The
 * cause is a copy of DuckDB's exception with every known secret masked, stack trace kept.
 */
public final class DuckDbException extends FloeException {
    private static final long serialVersionUID = 1L;

    private final String engineMessage;

    private DuckDbException(ErrorCode code, String message, String engineMessage, @Nullable Throwable cause) {
        super(code, message, cause);
        this.engineMessage = engineMessage;
    }

    /**
     * Explains a failed statement; {@link ErrorCode#SQL_FAILED} where the text shows nothing more exact.
     *
     * @param failure what DuckDB threw
     * @param redactor masks the secrets that the statement may have held
     * @param action what was tried and where, as the beginning of a sentence: {@code Running model 'orders'}; no SQL, no secret
     */
    public static DuckDbException of(SQLException failure, Redactor redactor, String action) {
        return of(failure, redactor, action, ErrorCode.SQL_FAILED);
    }

    /**
     * Explains a failure.
     *
     * @param failure what DuckDB threw
     * @param redactor masks the secrets that the statement may have held
     * @param action what was tried and where, as the beginning of a sentence; no SQL, no secret
     * @param otherwise the code where the text shows nothing more exact
     */
    public static DuckDbException of(SQLException failure, Redactor redactor, String action, ErrorCode otherwise) {
        requireNonNull(action, "action");
        String engine = redactor.redact(EngineMessages.essence(failure));
        ErrorCode code = EngineMessages.classify(engine).orElse(requireNonNull(otherwise, "otherwise"));
        String shown = code == ErrorCode.SQL_FAILED ? engine : EngineMessages.withoutSql(engine);
        String message = action + " failed: " + shown
                + EngineMessages.remedy(code).map(r -> "\n" + r).orElse("");
        return new DuckDbException(code, message, shown, RedactedCauses.copy(failure, redactor));
    }

    /** A failure that floe found itself. */
    static DuckDbException of(ErrorCode code, String message) {
        return new DuckDbException(code, message, "", null);
    }

    /** A failure that floe explains itself, with what led to it. */
    static DuckDbException of(ErrorCode code, String message, Throwable cause, Redactor redactor) {
        return new DuckDbException(
                code,
                redactor.redact(message),
                redactor.redact(cause.getMessage()),
                RedactedCauses.copy(cause, redactor));
    }

    /** DuckDB's own words, secrets masked; empty where floe found the failure itself. */
    public String engineMessage() {
        return engineMessage;
    }
}

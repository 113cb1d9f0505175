package dev.floe.iceberg;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the catalog, of a commit, or of a table's storage.
 *
 * <p>{@code CONFLICT} and {@code OUTCOME_UNKNOWN} are the two that a caller may want to tell apart: after the first nothing has
 * changed and the write can be staged again on the new state; after the second it may or may not have happened.
 */
public final class IcebergException extends FloeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TableName table;
    private final transient @Nullable TableSnapshot winner;

    /**
     * @param code what kind of failure this is
     * @param message what failed, what was expected and what to do; redacted
     * @param table the table it is about, or null
     * @param winner for a conflict the snapshot that is there instead, or null
     * @param cause what led to it, redacted, or null
     */
    public IcebergException(
            ErrorCode code,
            String message,
            @Nullable TableName table,
            @Nullable TableSnapshot winner,
            @Nullable Throwable cause) {
        super(code, message, cause);
        this.table = table;
        this.winner = winner;
    }

    /** The table that the failure is about; empty when it is about the catalog as a whole. */
    public Optional<TableName> table() {
        return Optional.ofNullable(table);
    }

    /** For {@code CONFLICT}, the snapshot that is there instead of the expected one; empty when the table has gone. */
    public Optional<TableSnapshot> winner() {
        return Optional.ofNullable(winner);
    }
}

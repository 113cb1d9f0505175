package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that somebody else was first, and who. */
final class Conflict {
    static final String GONE = "it is not there any more";
    static final String ANOTHER_WAY = "it was changed in another way than by a snapshot";

    private Conflict() {}

    /**
     * @param basis what was expected
     * @param winner what was found
     * @param otherwise how to say what was found when that is no snapshot
     */
    static IcebergException of(
            CatalogErrors errors,
            TableName table,
            Basis basis,
            Optional<TableSnapshot> winner,
            String otherwise,
            @Nullable Throwable cause) {
        String expected = basis instanceof Basis.Seen seen && seen.snapshotId().isPresent()
                ? "expected to be at snapshot " + seen.snapshotId().get()
                : "expected to hold nothing that was not seen";
        String found = winner.map(snapshot -> "it is at " + snapshot).orElse(otherwise);
        return new IcebergException(
                ErrorCode.CONFLICT,
                "Table " + table + " was changed by somebody else: it was " + expected + ", but " + found
                        + ". Nothing was changed by this write; run it again on the new state.",
                table,
                winner.orElse(null),
                cause == null ? null : Causes.redacted(cause, errors.redactor()));
    }
}

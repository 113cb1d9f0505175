package dev.floe.iceberg;

import static java.util.Objects.requireNonNull;

import dev.floe.iceberg.internal.CatalogTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Acts that keep tables in shape. None of them happens by itself; each is asked for, and each leaves the table's rows as they are, apart
 * from {@link #rollback}.
 *
 * <p>Comes from {@link IcebergTables#maintenance()} and ends with it. Thread-safe.
 */
public final class TableMaintenance {
    /** The youngest age at which a file can count as an orphan: younger ones may belong to a write that is still to commit. */
    public static final Duration MIN_ORPHAN_AGE = Duration.ofHours(1);

    private final Supplier<CatalogTables> tables;

    TableMaintenance(Supplier<CatalogTables> tables) {
        this.tables = tables;
    }

    /**
     * The snapshots of a table, newest first.
     *
     * @throws IcebergException with {@code TABLE_NOT_FOUND}, or if the catalog refuses or cannot be reached
     */
    public List<TableSnapshot> snapshots(TableName table) {
        return tables.get().snapshots(requireNonNull(table, "table"));
    }

    /**
     * Writes small files together, those with deleted rows without these, and those of an earlier partitioning by the present one, in one
     * commit. Small is what is below three quarters of {@code write.target-file-size-bytes} (512 MiB by default). A table or partition
     * with one small file and nothing else to do is left alone.
     *
     * <p>Appends that others commit meanwhile stay; if they took out or changed one of the files, it is a conflict.
     *
     * @param summary what the snapshot's summary is to say, such as {@link TableWrite#RUN_ID}
     * @throws IcebergException with {@code TABLE_NOT_FOUND}, {@code CONFLICT} or {@code OUTCOME_UNKNOWN}, or if the catalog or storage
     *     refuses or cannot be reached
     * @throws dev.floe.duckdb.DuckDbException if DuckDB cannot read the table
     */
    public CompactionResult compact(TableName table, Map<String, String> summary) {
        return tables.get().compact(requireNonNull(table, "table"), summary);
    }

    /**
     * Gives up old snapshots and removes the files that only they need. The current snapshot, and those that branches and tags name,
     * always stay. Time travel to an expired snapshot is over.
     *
     * @param olderThan the age from which a snapshot may go
     * @param keepLast how many of the newest snapshots stay whatever their age; at least 1
     * @param dryRun whether to tell only what would go
     * @throws IcebergException with {@code TABLE_NOT_FOUND}, or if the catalog or storage refuses or cannot be reached
     * @throws IllegalArgumentException if the age is negative or the number below 1
     */
    public ExpiryResult expire(TableName table, Duration olderThan, int keepLast, boolean dryRun) {
        if (olderThan.isNegative() || keepLast < 1) {
            throw new IllegalArgumentException("Snapshots expire from an age of 0, and at least 1 stays; " + olderThan
                    + " and " + keepLast + " were given");
        }
        return tables.get().expire(requireNonNull(table, "table"), olderThan, keepLast, dryRun);
    }

    /**
     * Finds the files in the table's {@code data} and {@code metadata} folders that no snapshot needs, and removes them where they are
     * local files. Writes that are staged and not yet committed have such files too: the age is what protects them.
     *
     * @param olderThan the age, by this machine's clock, from which a file counts; at least {@link #MIN_ORPHAN_AGE}
     * @param dryRun whether to tell only what would go
     * @throws IcebergException with {@code TABLE_NOT_FOUND}; with {@code STORAGE_FAILED} if the folders cannot be listed, or another
     *     table lies inside them; if the catalog refuses or cannot be reached
     * @throws IllegalArgumentException if the age is too young
     */
    public OrphanFiles orphans(TableName table, Duration olderThan, boolean dryRun) {
        if (olderThan.compareTo(MIN_ORPHAN_AGE) < 0) {
            throw new IllegalArgumentException("Files younger than " + MIN_ORPHAN_AGE
                    + " may belong to a write that is still to commit; " + olderThan + " was given");
        }
        return tables.get().orphans(requireNonNull(table, "table"), olderThan, dryRun);
    }

    /**
     * Makes an earlier snapshot the table's current one again, with the columns it had. The snapshots after it stay in the table's history until
     * they expire.
     *
     * @param snapshotId one of {@link #snapshots}
     * @return the table afterwards
     * @throws IcebergException with {@code TABLE_NOT_FOUND}; with {@code SNAPSHOT_NOT_FOUND} if the table has no such snapshot; with {@code
     *     CONFLICT} if somebody else committed meanwhile; if the catalog refuses or cannot be reached
     */
    public TableState rollback(TableName table, long snapshotId) {
        return tables.get().rollback(requireNonNull(table, "table"), snapshotId);
    }
}

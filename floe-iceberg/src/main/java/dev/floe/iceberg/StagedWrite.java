package dev.floe.iceberg;

import java.util.List;

/**
 * A write whose files are in storage and whose commit is still to come: nothing of it can be seen in the catalog.
 *
 * <p>Between the two the rows can be looked at with {@link #query()}, on any connection that reaches the storage; then the
 * write is committed or discarded, once. Closing discards what was neither. Not thread-safe.
 */
public interface StagedWrite extends AutoCloseable {

    /** The table that is written. */
    TableName table();

    /** The rows in the files. */
    long rows();

    /** The size of the files in storage. */
    long bytes();

    /** The locations of the Parquet files, as DuckDB's {@code read_parquet} takes them; empty when there are no rows. */
    List<String> files();

    /** The columns as the table will have them. */
    List<Column> columns();

    /** A DuckDB query over exactly the rows that were written, with the table's column names and types. */
    String query();

    /**
     * Makes the rows the table's content, in one atomic step: others see the old state or the new.
     *
     * @return what was committed
     * @throws IcebergException with {@code CONFLICT} if the table is no longer at the snapshot that the write is based on; with
     *     {@code OUTCOME_UNKNOWN} if the catalog's reply was lost and could not be asked for: the write must not simply be
     *     run again; with another code if the catalog or storage refused it, and then nothing has changed
     * @throws IllegalStateException if the write was committed or discarded before
     */
    CommitResult commit();

    /**
     * Gives the write up and removes its files where the storage lets floe remove any: local files do; on object stores they stay
     * behind, unreferenced. Does nothing after a commit, nor after one whose outcome is unknown.
     */
    void discard();

    /** Discards the write unless it was committed. */
    @Override
    void close();
}

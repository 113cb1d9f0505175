package dev.floe.iceberg;

import java.util.List;

/**
 * A write whose files are in storage and whose commit is still to come: nothing of it can be seen in the catalog.
 *
 * <p>Between the two the write can be audited: {@link #rowsQuery()} gives the rows that were written, {@link #tableQuery()} the table as
 * the commit will make it. Both are plain queries over files that do not change, for any connection of the instance that wrote them;
 * neither needs the catalog to be attached, and both may be the body of a view, as long as the write is neither committed nor
 * discarded:
 *
 * <pre>{@code
 * try (StagedWrite staged = tables.stage(write)) {
 *     statement.execute("CREATE OR REPLACE VIEW memory.audit.orders AS " + staged.tableQuery());
 *     if (passes("memory.audit.orders")) {
 *         staged.commit();
 *     }
 * }
 * }</pre>
 *
 * <p>What is committed is what was audited if the write is based on {@link Basis#seen}. As a last writer it may be moved onto a state
 * that others made in between.
 *
 * <p>A write is committed or discarded once. Closing discards what was neither. Not thread-safe.
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

    /** A DuckDB query over exactly the rows that were written, with the table's columns: those that the write lacks are null. */
    String rowsQuery();

    /**
     * A DuckDB query over the table as this write will make it, in no particular order: for a replacement the rows that were written,
     * for an append these and the rows of the state that the write began with, for an overwrite these and what stays of that state. Needs
     * the {@code iceberg} extension where it reads that state.
     */
    String tableQuery();

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
     * Gives the write up and removes its files where the storage lets floe remove any: local files and S3-compatible stores do; in other object
     * stores they stay behind, unreferenced. Does nothing after a commit, nor after one whose outcome is unknown.
     */
    void discard();

    /** Discards the write unless it was committed. */
    @Override
    void close();
}

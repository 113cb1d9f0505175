package dev.floe.iceberg;

import java.time.Duration;

/**
 * What a commit made.
 *
 * @param snapshotId the snapshot that readers see from now on
 * @param files the number of data files that the query's rows were written into
 * @param rows the rows in them
 * @param bytes their size in storage
 * @param write how long DuckDB computed and wrote
 * @param commit how long the commit took, waiting and settling included
 */
public record CommitResult(long snapshotId, int files, long rows, long bytes, Duration write, Duration commit) {}

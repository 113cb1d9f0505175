package dev.floe.iceberg;

import java.util.List;

/**
 * What an expiry of snapshots did, or would do.
 *
 * @param snapshots the snapshots that are no longer kept, oldest first
 * @param removed the files that only these needed and that were removed; empty for a dry run
 * @param left such files that floe cannot remove where they are, for whoever can. DuckDB (1.5.5) deletes no single object: in an
 *     S3-compatible store data files go with the folder of their write once nothing in it is needed, and metadata files are left; in other
 *     object stores all are. Empty for a dry run
 */
public record ExpiryResult(List<TableSnapshot> snapshots, List<String> removed, List<String> left) {
    /** Copies the collections. */
    public ExpiryResult {
        snapshots = List.copyOf(snapshots);
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }
}

package dev.floe.iceberg;

import java.time.Instant;
import java.util.List;

/**
 * Files in a table's folders that no snapshot of it needs: what killed runs and lost conflicts leave behind.
 *
 * @param files the orphans, by location
 * @param removed the locations of those that were removed; empty for a dry run
 */
public record OrphanFiles(List<OrphanFile> files, List<String> removed) {
    /** Copies the collections. */
    public OrphanFiles {
        files = List.copyOf(files);
        removed = List.copyOf(removed);
    }

    /**
     * A file that no snapshot needs.
     *
     * @param location where it is
     * @param bytes its size
     * @param modified when it was last written, by the storage's clock
     */
    public record OrphanFile(String location, long bytes, Instant modified) {}

    /** The size of all of them. */
    public long bytes() {
        return files.stream().mapToLong(OrphanFile::bytes).sum();
    }

    /**
     * The orphans that are still there: all of them after a dry run, and what floe cannot remove where it is. DuckDB (1.5.5) deletes no single
     * object: in an S3-compatible store the data files go of a write that left nothing else, in others none.
     */
    public List<OrphanFile> left() {
        return files.stream().filter(file -> !removed.contains(file.location())).toList();
    }
}

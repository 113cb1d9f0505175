package dev.floe.iceberg;

import java.util.Optional;

/**
 * What a compaction did.
 *
 * @param snapshotId the snapshot it made; empty if there was nothing worth it, and then all counts are 0
 * @param filesBefore the data files that were taken out
 * @param filesAfter the data files that hold their rows now
 * @param bytesBefore the size of the files that were taken out
 * @param bytesAfter the size of the files that hold their rows now
 * @param rows the rows in them, without those that were deleted before
 * @param deleteFiles the delete files that were not needed any more
 */
public record CompactionResult(
        Optional<Long> snapshotId,
        int filesBefore,
        int filesAfter,
        long bytesBefore,
        long bytesAfter,
        long rows,
        int deleteFiles) {}

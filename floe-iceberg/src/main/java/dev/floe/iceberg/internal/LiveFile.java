package dev.floe.iceberg.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A data file of a table's current snapshot.
 *
 * @param file the file
 * @param deletes the delete files that take rows out of it
 */
record LiveFile(DataFile file, List<DeleteFile> deletes) {

    /** All data files of a state. */
    static List<LiveFile> of(TableOperations operations, TableMetadata state) {
        List<LiveFile> files = new ArrayList<>();
        if (state.currentSnapshot() == null) {
            return files;
        }
        try (CloseableIterable<FileScanTask> tasks = new BaseTable(operations, "files")
                .newScan()
                .useSnapshot(state.currentSnapshot().snapshotId())
                .planFiles()) {
            tasks.forEach(task -> files.add(new LiveFile(task.file(), task.deletes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String location() {
        return file.location();
    }

    /** Whether a number of rows is all that the file still has; not to be told where some are deleted. */
    boolean holdsExactly(long rows) {
        return deletes.isEmpty() && file.recordCount() == rows;
    }
}

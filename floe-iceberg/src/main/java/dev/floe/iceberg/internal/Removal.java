package dev.floe.iceberg.internal;

import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * What a write takes out of a table.
 *
 * @param files the files that go
 * @param kept files with those rows of them that stay, written again
 * @param folder where these are; empty where none were written
 */
record Removal(List<DataFile> files, List<WrittenFile> kept, String folder) {
    static final Removal NONE = new Removal(List.of(), List.of(), "");

    Removal {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
    }

    static Removal whole(List<DataFile> files) {
        return new Removal(files, List.of(), "");
    }

    List<String> locations() {
        return files.stream().map(DataFile::location).toList();
    }

    /** Removes what was written, where the storage lets floe remove any. */
    void discard(Staging staging) {
        if (!folder.isEmpty()) {
            staging.discard(folder);
        }
    }
}

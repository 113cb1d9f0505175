package dev.floe.iceberg;

import java.util.Optional;

/** The state of the table that a write is based on, and so what counts as a conflict. */
public sealed interface Basis {

    /**
     * The write goes through only if the table is still at the snapshot that was seen.
     *
     * @param snapshotId the snapshot seen; empty if there was no table, or one without any snapshot
     */
    static Basis seen(Optional<Long> snapshotId) {
        return new Seen(snapshotId);
    }

    /**
     * The write goes through whatever others committed since: the last writer wins. Commits by others stay in the table's
     * history.
     */
    static Basis lastWriter() {
        return new LastWriter();
    }

    /**
     * A snapshot that was seen.
     *
     * @param snapshotId the snapshot; empty for none
     */
    record Seen(Optional<Long> snapshotId) implements Basis {}

    /** Whatever is there. */
    record LastWriter() implements Basis {}
}

package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a write: one commit, checked against the state that the write began with.
 *
 * <p>A reply can be lost. Then the catalog is asked whether it has the snapshot; if it has not and the table has not moved, the same
 * commit is sent again: it names the state it is based on, so it cannot happen twice.
 */
final class Commit {
    /** How often a last writer begins again on a newer state. */
    private static final int MAX_REBASES = 5;

    /** How often one commit is sent while its replies are lost. */
    private static final int MAX_SENDS = 3;

    private final CatalogSession session;
    private final CatalogErrors errors;
    private final TableName table;
    private final Change change;
    private final Patience patience;

    Commit(CatalogSession session, CatalogErrors errors, Change change, Patience patience) {
        this.session = session;
        this.errors = errors;
        this.table = change.table();
        this.change = change;
        this.patience = patience;
    }

    /** What the catalog says of a commit whose reply was a refusal or got lost. */
    private enum Fate {
        MADE,
        /** Another commit came first, so this one can never be made. */
        OVERTAKEN,
        /** Neither this commit nor another one was made so far. */
        PENDING
    }

    private record Finding(Fate fate, @Nullable BaseTable table) {
        Optional<TableMetadata> metadata() {
            return Optional.ofNullable(table).map(found -> found.operations().current());
        }
    }

    /** Commits, and returns the snapshot's id. */
    long run() {
        for (int rebases = 0; ; rebases++) {
            renewSecret();
            BaseTransaction transaction = prepare(change.target());
            Snapshot snapshot = transaction.currentMetadata().currentSnapshot();
            RuntimeException failure = null;
            Finding finding = null;
            for (int sends = 1; sends <= MAX_SENDS; sends++) {
                try {
                    change.target().submit(transaction);
                    return snapshot.snapshotId();
                } catch (RuntimeException e) {
                    failure = e;
                    finding = settle(snapshot, e);
                    if (finding.fate() == Fate.MADE) {
                        return snapshot.snapshotId();
                    }
                    if (finding.fate() == Fate.OVERTAKEN || CatalogErrors.isRefusal(e)) {
                        break;
                    }
                    pause(sends, snapshot, e);
                }
            }
            if (failure == null || finding == null) {
                throw new IllegalStateException("A commit that neither succeeded nor failed");
            }
            boolean overtaken = finding.fate() == Fate.OVERTAKEN || CatalogErrors.isConflict(failure);
            if (!overtaken) {
                if (!CatalogErrors.isRefusal(failure)) {
                    throw unknown(snapshot, failure);
                }
                removeManifests(snapshot);
                throw errors.explain(failure, "Committing table " + table, table);
            }
            removeManifests(snapshot);
            if (change.basis() instanceof Basis.Seen || rebases == MAX_REBASES || finding.table() == null) {
                throw Conflict.of(
                        errors,
                        table,
                        change.basis(),
                        finding.metadata().flatMap(States::snapshot),
                        found(finding, failure),
                        failure);
            }
            change.rebase(finding.table());
        }
    }

    private String found(Finding finding, RuntimeException failure) {
        if (finding.table() != null) {
            return Conflict.ANOTHER_WAY;
        }
        return change.target().base() == null
                ? "the catalog has something else under its name: " + errors.text(failure)
                : Conflict.GONE;
    }

    private BaseTransaction prepare(Target target) {
        waitForClock(target.base());
        BaseTransaction transaction = target.transaction();
        SnapshotUpdate<?> update = change.update(transaction);
        change.summary().forEach(update::set);
        update.set(TableWrite.VERSION, Version.current());
        update.commit();
        return transaction;
    }

    /**
     * Waits until this machine's clock is past the current snapshot's time: DuckDB picks a table's state by time, so a snapshot
     * stamped no later than the one before it may never be seen.
     */
    private void waitForClock(@Nullable TableMetadata base) {
        Snapshot current = base == null ? null : base.currentSnapshot();
        if (current == null) {
            return;
        }
        long behind = current.timestampMillis() - System.currentTimeMillis();
        if (behind > patience.skew().toMillis()) {
            throw new IcebergException(
                    ErrorCode.CLOCK_BEHIND,
                    "Cannot commit table " + table + ": its current snapshot is stamped " + behind
                            + " ms ahead of this machine's clock. Nothing was changed; set the clocks right.",
                    table,
                    null,
                    null);
        }
        while (System.currentTimeMillis() <= current.timestampMillis()) {
            try {
                Thread.sleep(Math.max(1, current.timestampMillis() - System.currentTimeMillis() + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IcebergException(
                        ErrorCode.CANCELLED,
                        "Committing table " + table + " was interrupted before anything was sent. Nothing was changed.",
                        table,
                        null,
                        e);
            }
        }
    }

    private Finding settle(Snapshot snapshot, RuntimeException reason) {
        long deadline = System.nanoTime() + patience.settle().toNanos();
        for (int tries = 1; ; tries++) {
            try {
                return find(snapshot);
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    reason.addSuppressed(e);
                    throw unknown(snapshot, reason);
                }
                pause(tries, snapshot, reason);
            }
        }
    }

    private Finding find(Snapshot snapshot) {
        TableMetadata base = change.target().base();
        Optional<BaseTable> present;
        try {
            present = session.load(table);
        } catch (NoSuchTableException e) {
            present = Optional.empty();
        }
        if (present.isEmpty()) {
            return new Finding(base == null ? Fate.PENDING : Fate.OVERTAKEN, null);
        }
        BaseTable found = present.get();
        TableMetadata now = found.operations().current();
        if (now.snapshot(snapshot.snapshotId()) != null) {
            return new Finding(Fate.MADE, found);
        }
        boolean moved = base == null
                || !base.uuid().equals(now.uuid())
                || !States.snapshot(base)
                        .map(s -> s.id())
                        .equals(States.snapshot(now).map(s -> s.id()));
        return new Finding(moved ? Fate.OVERTAKEN : Fate.PENDING, found);
    }

    private void pause(int tries, Snapshot snapshot, RuntimeException reason) {
        long most = Math.min(2000, 100L << Math.min(tries, 8));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
            throw unknown(snapshot, reason);
        }
    }

    private IcebergException unknown(Snapshot snapshot, RuntimeException cause) {
        return new IcebergException(
                ErrorCode.OUTCOME_UNKNOWN,
                "Whether table " + table
                        + " was written is not known: the catalog's reply was lost and asking it again did not"
                        + " settle it. If the table has snapshot " + snapshot.snapshotId()
                        + Optional.ofNullable(change.summary().get(TableWrite.RUN_ID))
                                .map(run -> " (" + TableWrite.RUN_ID + " " + run + ")")
                                .orElse("")
                        + ", it was. Do not run the write again before that is looked up.",
                table,
                null,
                Causes.redacted(cause, errors.redactor()));
    }

    private void removeManifests(Snapshot snapshot) {
        try {
            for (ManifestFile manifest : snapshot.allManifests(change.target().io())) {
                Long owner = manifest.snapshotId();
                if (owner != null && owner == snapshot.snapshotId()) {
                    change.target().io().deleteFile(manifest.path());
                }
            }
            change.target().io().deleteFile(snapshot.manifestListLocation());
        } catch (RuntimeException e) {
            // They are unreferenced and harm nobody; the commit's own failure is what counts.
        }
    }

    private void renewSecret() {
        try {
            change.secret().renewIfDue();
        } catch (SQLException e) {
            throw errors.storage("Renewing the storage credentials of table " + table, e, table);
        }
    }
}

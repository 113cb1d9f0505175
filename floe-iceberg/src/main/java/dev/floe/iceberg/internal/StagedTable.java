package dev.floe.iceberg.internal;

import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.Column;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/** Files that were written for a table, and what becomes of them. */
final class StagedTable implements StagedWrite, Change {
    private enum State {
        STAGED,
        COMMITTED,
        /** The commit was refused; the files are nobody's. */
        REFUSED,
        /** Whether the catalog made the commit is not known; the files may be the table's. */
        UNKNOWN,
        DISCARDED
    }

    private final Staging staging;
    private final CatalogSession session;
    private final CatalogErrors errors;
    private final TableWrite write;
    private final SelectColumns columns;
    private final Duration took;
    private final VendedSecret secret;
    private final Patience patience;

    private Target target;
    private List<WrittenFile> files;
    private String folder;
    private Removal removal;
    private State state = State.STAGED;

    StagedTable(
            Staging staging,
            CatalogSession session,
            CatalogErrors errors,
            TableWrite write,
            SelectColumns columns,
            Target target,
            List<WrittenFile> files,
            String folder,
            Removal removal,
            Duration took,
            VendedSecret secret,
            Patience patience) {
        this.staging = staging;
        this.session = session;
        this.errors = errors;
        this.write = write;
        this.columns = columns;
        this.target = target;
        this.files = files;
        this.folder = folder;
        this.removal = removal;
        this.took = took;
        this.secret = secret;
        this.patience = patience;
    }

    @Override
    public TableName table() {
        return write.table();
    }

    @Override
    public long rows() {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }

    @Override
    public long bytes() {
        return files.stream().mapToLong(WrittenFile::bytes).sum();
    }

    @Override
    public List<String> files() {
        return files.stream().map(WrittenFile::location).toList();
    }

    @Override
    public List<Column> columns() {
        return Schemas.columns(target.schema());
    }

    @Override
    public String rowsQuery() {
        return columns.reading(files());
    }

    @Override
    public String tableQuery() {
        if (write.mode() == TableWrite.Mode.REPLACE || target.base() == null) {
            return rowsQuery();
        }
        List<String> parts = new ArrayList<>();
        CurrentRows current = new CurrentRows(target.base());
        if (current.any() && current.tellsFiles()) {
            parts.add(current.without(removal.locations()));
        } else if (current.any() && removal.files().isEmpty()) {
            parts.add(current.query());
        }
        if (!removal.kept().isEmpty()) {
            parts.add("SELECT " + CurrentRows.columns(target.schema()) + " FROM read_parquet("
                    + Sql.literals(
                            removal.kept().stream().map(WrittenFile::location).toList())
                    + ")");
        }
        parts.add(rowsQuery());
        return CurrentRows.union(parts);
    }

    @Override
    public CommitResult commit() {
        if (state != State.STAGED) {
            throw new IllegalStateException("The write of table " + table() + " cannot be committed: it was "
                    + (state == State.DISCARDED ? "discarded" : "committed") + " before");
        }
        session.checkOpen();
        long start = System.nanoTime();
        state = State.REFUSED;
        try {
            long snapshot = new Commit(session, errors, this, patience).run();
            state = State.COMMITTED;
            return new CommitResult(
                    snapshot, files.size(), rows(), bytes(), took, Duration.ofNanos(System.nanoTime() - start));
        } catch (IcebergException e) {
            if (e.code() == dev.floe.ErrorCode.OUTCOME_UNKNOWN) {
                state = State.UNKNOWN;
            }
            throw e;
        } catch (RuntimeException e) {
            throw errors.explain(e, "Committing table " + table(), table());
        } finally {
            if (state != State.REFUSED) {
                secret.close();
            }
        }
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Basis basis() {
        return write.basis();
    }

    @Override
    public Map<String, String> summary() {
        return write.summary();
    }

    @Override
    public VendedSecret secret() {
        return secret;
    }

    @Override
    public SnapshotUpdate<?> update(BaseTransaction transaction) {
        Table table = transaction.table();
        if (write.mode() == TableWrite.Mode.REPLACE || write.mode() == TableWrite.Mode.APPEND) {
            if (write.mode() == TableWrite.Mode.REPLACE
                    && transaction.currentMetadata().currentSnapshot() != null) {
                throw new IllegalStateException("The transaction holds a snapshot before anything was appended");
            }
            AppendFiles append = transaction.newFastAppend();
            files.forEach(file -> append.appendFile(target.dataFile(file, table)));
            return append;
        }
        OverwriteFiles overwrite = transaction.newOverwrite();
        files.forEach(file -> overwrite.addFile(target.dataFile(file, table)));
        removal.kept().forEach(file -> overwrite.addFile(target.dataFile(file, table)));
        removal.files().forEach(overwrite::deleteFile);
        return overwrite;
    }

    /** Writes the files again where the newer state gives columns other ids. */
    @Override
    public void rebase(BaseTable found) {
        Target newer = Target.of(session, write, Optional.of(found), columns.schema());
        if (!newer.takesFilesOf(target)) {
            String next = Staging.newFolder(newer);
            List<WrittenFile> rewritten =
                    files.isEmpty() ? files : staging.rewrite(columns, columns.reading(files()), newer, next);
            staging.discard(folder);
            files = rewritten;
            folder = next;
        }
        staging.checkNotNull(columns, newer, files);
        removal.discard(staging);
        removal = Removal.NONE;
        removal = staging.removal(newer, files);
        target = newer;
    }

    @Override
    public void discard() {
        if (state == State.STAGED || state == State.REFUSED) {
            state = State.DISCARDED;
            staging.discard(folder);
            removal.discard(staging);
            secret.close();
        }
    }

    @Override
    public void close() {
        discard();
    }
}

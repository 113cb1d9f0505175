package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.DuckDbException;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.CompactionResult;
import dev.floe.iceberg.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.StructLikeWrapper;

/** The same rows in fewer files. */
final class Compaction implements Change {
    private final CatalogErrors errors;
    private final TableName table;
    private final Map<String, String> summary;
    private final VendedSecret secret;
    private final List<LiveFile> gone;
    private final List<DeleteFile> deletes;
    private Target target;
    private List<WrittenFile> written = List.of();
    private String folder = "";

    private Compaction(
            CatalogErrors errors, TableName table, Map<String, String> summary, VendedSecret secret, Target target) {
        this.errors = errors;
        this.table = table;
        this.summary = summary;
        this.secret = secret;
        this.target = target;
        List<LiveFile> live = target.liveFiles();
        this.gone = chosen(live, target, new CurrentRows(target.existing()).tellsFiles());
        this.deletes = done(live, gone);
    }

    static CompactionResult run(
            CatalogSession session,
            ConnectionSource connections,
            CatalogErrors errors,
            TableName table,
            BaseTable present,
            Map<String, String> summary,
            Patience patience) {
        Target target = Target.changing(table, present.operations());
        try (VendedSecret secret = new VendedSecret(connections, () -> session.storage(table));
                Connection connection = connections.open()) {
            secret.lend(target.io().properties(), target.location());
            Compaction compaction = new Compaction(errors, table, summary, secret, target);
            if (compaction.gone.isEmpty()) {
                return new CompactionResult(Optional.empty(), 0, 0, 0, 0, 0, 0);
            }
            boolean made = false;
            try {
                compaction.write(connection);
                long snapshot = new Commit(session, errors, compaction, patience).run();
                made = true;
                return compaction.result(snapshot);
            } catch (dev.floe.iceberg.IcebergException e) {
                made = e.code() == dev.floe.ErrorCode.OUTCOME_UNKNOWN;
                throw e;
            } finally {
                if (!made) {
                    WriteFolders.remove(connections, compaction.folder);
                }
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e, errors.redactor(), "Compacting table " + table);
        }
    }

    private static List<LiveFile> chosen(List<LiveFile> live, Target target, boolean tellsFiles) {
        long small = targetBytes(target) / 4 * 3;
        int current = target.partitioning().spec().specId();
        Map<StructLikeWrapper, List<LiveFile>> groups = new HashMap<>();
        PartitionSpec spec = target.partitioning().spec();
        Set<LiveFile> chosen = new HashSet<>();
        for (LiveFile file : live) {
            if (!file.deletes().isEmpty() || file.file().specId() != current) {
                chosen.add(file);
            } else if (file.file().fileSizeInBytes() < small) {
                groups.computeIfAbsent(
                                StructLikeWrapper.forType(spec.partitionType())
                                        .set(file.file().partition()),
                                unused -> new ArrayList<>())
                        .add(file);
            }
        }
        groups.values().stream().filter(files -> files.size() > 1).forEach(chosen::addAll);
        if (chosen.isEmpty() || tellsFiles) {
            return live.stream().filter(chosen::contains).toList();
        }
        // Files that cannot be told apart in a query are written together, all of them.
        return live;
    }

    private static long targetBytes(Target target) {
        String size = target.properties().get(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES);
        return size != null && size.matches("[0-9]{1,15}")
                ? Long.parseLong(size)
                : TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT;
    }

    /** The delete files that concern no file but those that go. */
    private static List<DeleteFile> done(List<LiveFile> live, List<LiveFile> gone) {
        Map<String, DeleteFile> done = new HashMap<>();
        gone.forEach(file -> file.deletes().forEach(delete -> done.put(key(delete), delete)));
        Set<String> going = gone.stream().map(LiveFile::location).collect(Collectors.toSet());
        live.stream()
                .filter(file -> !going.contains(file.location()))
                .forEach(file -> file.deletes().forEach(delete -> done.remove(key(delete))));
        return List.copyOf(done.values());
    }

    /** Several deletion vectors may share a file. */
    private static String key(DeleteFile delete) {
        return delete.location() + "@" + delete.contentOffset();
    }

    private void write(Connection connection) throws SQLException {
        CurrentRows rows = new CurrentRows(target.existing());
        String query = rows.tellsFiles()
                ? rows.in(gone.stream().map(LiveFile::location).toList())
                : rows.query();
        folder = Staging.newFolder(target);
        written = ParquetWriter.writeTogether(connection, query, target, folder, targetBytes(target));
    }

    private CompactionResult result(long snapshot) {
        return new CompactionResult(
                Optional.of(snapshot),
                gone.size(),
                written.size(),
                gone.stream().mapToLong(file -> file.file().fileSizeInBytes()).sum(),
                written.stream().mapToLong(WrittenFile::bytes).sum(),
                written.stream().mapToLong(WrittenFile::rows).sum(),
                deletes.size());
    }

    @Override
    public TableName table() {
        return table;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Basis basis() {
        return Basis.lastWriter();
    }

    @Override
    public Map<String, String> summary() {
        return summary;
    }

    @Override
    public VendedSecret secret() {
        return secret;
    }

    @Override
    public SnapshotUpdate<?> update(BaseTransaction transaction) {
        Table changed = transaction.table();
        // What is older than the target's state is in the rewritten files, deletes included.
        RewriteFiles rewrite = transaction
                .newRewrite()
                .validateFromSnapshot(changed.currentSnapshot().snapshotId());
        for (LiveFile file : gone) {
            rewrite.deleteFile(file.file());
        }
        deletes.forEach(rewrite::deleteFile);
        for (WrittenFile file : written) {
            DataFile added = target.dataFile(file, changed);
            rewrite.addFile(added);
        }
        return rewrite;
    }

    /** The files must still be there, with the same deletes, in a table with the same columns. */
    @Override
    public void rebase(BaseTable found) {
        Target newer = Target.changing(table, found.operations());
        Map<String, Set<String>> live = new HashMap<>();
        newer.liveFiles().forEach(file -> live.put(file.location(), keys(file)));
        boolean same = newer.takesFilesOf(target)
                && gone.stream().allMatch(file -> keys(file).equals(live.get(file.location())));
        if (!same) {
            throw Conflict.of(
                    errors,
                    table,
                    Basis.seen(States.snapshot(target.existing()).map(snapshot -> snapshot.id())),
                    States.snapshot(newer.existing()),
                    Conflict.ANOTHER_WAY,
                    null);
        }
        target = newer;
    }

    private static Set<String> keys(LiveFile file) {
        return file.deletes().stream().map(Compaction::key).collect(Collectors.toSet());
    }
}

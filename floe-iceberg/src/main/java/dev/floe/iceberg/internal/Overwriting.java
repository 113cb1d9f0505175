package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.util.StructLikeSet;

/** Finds out which files an overwrite takes out, and has DuckDB write again what stays of them. */
final class Overwriting {
    private final Target target;
    private final TableName table;
    private final CurrentRows rows;

    Overwriting(TableName table, Target target) {
        this.table = table;
        this.target = target;
        this.rows = new CurrentRows(target.existing());
    }

    /**
     * Takes out the rows for which a condition is true. DuckDB counts them for each file, reading only files that partitions and
     * metrics do not rule out; a file whose every row is counted goes as a whole.
     */
    Removal matching(Connection connection, String condition) throws SQLException {
        if (!rows.any()) {
            return Removal.NONE;
        }
        List<LiveFile> live = target.liveFiles();
        List<DataFile> gone = new ArrayList<>();
        List<String> edges = new ArrayList<>();
        if (rows.tellsFiles()) {
            Map<String, Long> matches = matches(connection, condition);
            for (LiveFile file : live) {
                Long matched = matches.remove(file.location());
                if (matched != null) {
                    gone.add(file.file());
                    if (!file.holdsExactly(matched)) {
                        edges.add(file.location());
                    }
                }
            }
            if (!matches.isEmpty()) {
                throw new IllegalStateException(
                        "Table " + table + " has rows in files that its metadata does not name: "
                                + matches.keySet().iterator().next());
            }
        } else {
            live.forEach(file -> gone.add(file.file()));
            edges.addAll(gone.stream().map(DataFile::location).toList());
        }
        if (edges.isEmpty()) {
            return Removal.whole(gone);
        }
        String stays = "(\n" + condition + "\n) IS NOT TRUE";
        String query = rows.tellsFiles() ? rows.in(edges) + " AND " + stays : rows.query() + " WHERE " + stays;
        String folder = Staging.newFolder(target);
        return new Removal(gone, ParquetWriter.write(connection, query, target.schema(), target, folder), folder);
    }

    private Map<String, Long> matches(Connection connection, String condition) throws SQLException {
        Map<String, Long> matches = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(rows.matching(condition))) {
            while (found.next()) {
                matches.put(found.getString(1), found.getLong(2));
            }
        }
        return matches;
    }

    /** Takes out every file of the partitions that these files are in. */
    Removal partitionsOf(List<WrittenFile> files) {
        Partitioning partitioning = target.partitioning();
        if (partitioning.isEmpty()) {
            throw refused("it has no partitions; overwrite the rows that a condition names, or replace the table");
        }
        Set<StructLike> partitions = StructLikeSet.create(partitioning.spec().partitionType());
        for (WrittenFile file : files) {
            PartitionData partition = partitioning.partition(file.partition());
            partitions.add(partition);
        }
        List<DataFile> gone = new ArrayList<>();
        Set<Integer> others = new HashSet<>();
        for (LiveFile file : target.liveFiles()) {
            if (file.file().specId() != partitioning.spec().specId()) {
                others.add(file.file().specId());
            } else if (partitions.contains(file.file().partition())) {
                gone.add(file.file());
            }
        }
        if (!others.isEmpty()) {
            throw refused(
                    "it has files of an earlier partitioning, whose rows may be in any partition; compact it first");
        }
        return Removal.whole(gone);
    }

    private IcebergException refused(String why) {
        return new IcebergException(
                ErrorCode.SCHEMA_INVALID,
                "Cannot overwrite partitions of table " + table + ": " + why + ".",
                table,
                null,
                null);
    }
}

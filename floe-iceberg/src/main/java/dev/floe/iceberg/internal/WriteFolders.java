package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that hold the data files of one write each, and how they are removed. DuckDB (1.5.5) has no statement that deletes an object, but a
 * COPY that overwrites a folder of an S3-compatible store deletes what is in it, and one without rows puts nothing there instead.
 */
final class WriteFolders {
    private static final Logger LOG = LoggerFactory.getLogger(WriteFolders.class);
    private static final Pattern OWN =
            Pattern.compile("((?:s3|s3a|s3n|gs|gcs|r2)://[^*?\\[]+/data/floe-[0-9a-f-]{36})(?:/([^/]+))?");

    private WriteFolders() {}

    /**
     * Removes the folder of a write with all that is in it.
     *
     * @return whether nothing is left; false where the storage or DuckDB cannot delete, which harms nobody: orphan removal finds it
     */
    static boolean remove(ConnectionSource connections, String folder) {
        if (Locations.local(folder).isPresent()) {
            Locations.removeFolder(folder);
            return true;
        }
        Matcher own = OWN.matcher(folder);
        if (!own.matches() || own.group(2) != null) {
            return false;
        }
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 1 AS a, 2 AS b WHERE false) TO " + Sql.literal(folder)
                    + " (FORMAT parquet, PARTITION_BY (a), OVERWRITE)");
            return true;
        } catch (SQLException e) {
            LOG.debug("The folder {} could not be removed: {}", folder, e.getMessage());
            return false;
        }
    }

    /**
     * Removes files of an object store as far as they are all that the folder of a write has.
     *
     * @return those that are gone
     */
    static Set<String> removeWhole(ConnectionSource connections, Collection<String> files) {
        Map<String, Map<String, String>> byFolder = new HashMap<>();
        for (String file : files) {
            Matcher own = OWN.matcher(file);
            String name = own.matches() ? own.group(2) : null;
            if (name != null) {
                byFolder.computeIfAbsent(file.substring(0, own.end(1)), folder -> new HashMap<>())
                        .put(name, file);
            }
        }
        Set<String> gone = new HashSet<>();
        byFolder.forEach((folder, names) -> {
            if (holdsOnly(connections, folder, names.keySet()) && remove(connections, folder)) {
                gone.addAll(names.values());
            }
        });
        return gone;
    }

    private static boolean holdsOnly(ConnectionSource connections, String folder, Set<String> names) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT file FROM glob(" + Sql.literal(folder + "/**") + ")")) {
            while (found.next()) {
                String file = found.getString(1);
                if (!names.contains(file.substring(file.lastIndexOf('/') + 1))) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            LOG.debug("The folder {} could not be listed: {}", folder, e.getMessage());
            return false;
        }
    }
}

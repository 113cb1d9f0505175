package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.OrphanFiles;
import dev.floe.iceberg.OrphanFiles.OrphanFile;
import dev.floe.iceberg.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/** Finds files of a table that no snapshot needs. */
final class Orphans {
    private static final List<String> FOLDERS = List.of("data", "metadata");

    private static final Pattern CHECKSUM = Pattern.compile("/\\.([^/]+)\\.crc$");

    private final CatalogSession session;
    private final ConnectionSource connections;
    private final CatalogErrors errors;
    private final TableName table;
    private final BaseTable present;

    Orphans(
            CatalogSession session,
            ConnectionSource connections,
            CatalogErrors errors,
            TableName table,
            BaseTable present) {
        this.session = session;
        this.connections = connections;
        this.errors = errors;
        this.table = table;
        this.present = present;
    }

    OrphanFiles run(Instant olderThan, boolean dryRun) {
        try (VendedSecret secret = new VendedSecret(connections, () -> session.storage(table))) {
            secret.lend(present.io().properties(), present.location());
            return find(olderThan, dryRun);
        } catch (SQLException e) {
            throw errors.storage("Listing the files of table " + table, e, table);
        }
    }

    private OrphanFiles find(Instant olderThan, boolean dryRun) {
        // Listed before the metadata are read: what is committed in between is in neither, or in the metadata.
        List<OrphanFile> there = listed();
        present.refresh();
        Set<String> needed = needed();
        List<OrphanFile> orphans = there.stream()
                .filter(file -> file.modified().isBefore(olderThan))
                .filter(file -> !needed.contains(key(owner(file.location()))))
                .sorted(Comparator.comparing(OrphanFile::location))
                .toList();
        List<String> removed = new ArrayList<>();
        if (!dryRun) {
            List<String> locations = orphans.stream().map(OrphanFile::location).toList();
            Set<String> gone = WriteFolders.removeWhole(connections, locations);
            locations.stream()
                    .filter(location -> gone.contains(location) || Locations.remove(location))
                    .forEach(removed::add);
            orphans.forEach(file -> Locations.removeEmptyFolder(file.location()));
        }
        return new OrphanFiles(orphans, removed);
    }

    /** The files in the table's own folders; not those of its location as a whole, where a namespace of the same name may be. */
    private List<OrphanFile> listed() {
        String location = Locations.withoutSlash(present.location());
        List<OrphanFile> files = new ArrayList<>();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (String folder : FOLDERS) {
                String all = Locations.pattern(Locations.below(location, folder)) + "/**";
                try (ResultSet found = statement.executeQuery(
                        "SELECT filename, size, last_modified FROM read_blob(" + Sql.literal(all) + ")")) {
                    while (found.next()) {
                        files.add(new OrphanFile(
                                found.getString(1),
                                found.getLong(2),
                                found.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                } catch (SQLException e) {
                    if (!DuckDbFileIO.isMissing(e)) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            throw errors.storage("Listing the files of table " + table, e, table);
        }
        String inner = Locations.below(location, "data");
        files.stream()
                .filter(file -> key(file.location()).startsWith(key(inner))
                        && file.location().endsWith(".metadata.json"))
                .findFirst()
                .ifPresent(file -> {
                    throw errors.storage(
                            "Looking for orphans of table " + table,
                            new IOException("another table seems to lie inside its data folder, at " + file.location()),
                            table);
                });
        return files;
    }

    private Set<String> needed() {
        Set<String> needed = new HashSet<>();
        TableMetadata metadata = present.operations().current();
        ReachableFileUtil.metadataFileLocations(present, false).forEach(file -> needed.add(key(file)));
        needed.add(key(Locations.below(present.location(), "metadata/version-hint.text")));
        metadata.statisticsFiles().stream().map(StatisticsFile::path).forEach(file -> needed.add(key(file)));
        metadata.partitionStatisticsFiles().stream()
                .map(PartitionStatisticsFile::path)
                .forEach(file -> needed.add(key(file)));
        FileIO io = present.io();
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : metadata.snapshots()) {
            if (snapshot.manifestListLocation() != null) {
                needed.add(key(snapshot.manifestListLocation()));
            }
            for (ManifestFile manifest : snapshot.allManifests(io)) {
                needed.add(key(manifest.path()));
                if (read.add(manifest.path())) {
                    files(manifest, io, metadata).forEach(file -> needed.add(key(file)));
                }
            }
        }
        return needed;
    }

    private static List<String> files(ManifestFile manifest, FileIO io, TableMetadata metadata) {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<? extends ContentFile<?>> entries = manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, io, metadata.specsById())
                : ManifestFiles.readDeleteManifest(manifest, io, metadata.specsById())) {
            entries.forEach(file -> files.add(file.location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The file that a checksum beside it is of, as Hadoop writes them; else the file itself. */
    private static String owner(String location) {
        return CHECKSUM.matcher(location).replaceFirst("/$1");
    }

    /** One spelling for each file. */
    private static String key(String location) {
        return Locations.local(location)
                .map(path -> path.normalize().toString())
                .orElseGet(() -> location.replaceFirst("^s3[an]://", "s3://"));
    }
}

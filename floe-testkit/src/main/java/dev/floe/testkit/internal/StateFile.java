package dev.floe.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Keeps a {@link CatalogState} in one JSON file. Each state replaces the file at once and is on the disk when
 * {@link #write} returns. One catalog at a time may use a file: it holds a lock on {@code FILE.lock} until it is closed.
 */
final class StateFile implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Content(
            int format,
            String warehouse,
            String storage,
            List<NamespaceEntry> namespaces,
            List<TableEntry> tables,
            List<TableEntry> views) {}

    private record NamespaceEntry(List<String> levels, Map<String, String> properties) {}

    private record TableEntry(List<String> namespace, String name, String metadataLocation, String location) {}

    private final Path file;
    private final String warehouse;
    private final String storage;
    private final FileChannel lock;

    private StateFile(Path file, String warehouse, String storage, FileChannel lock) {
        this.file = file;
        this.warehouse = warehouse;
        this.storage = storage;
        this.lock = lock;
    }

    /**
     * Takes the file for a catalog.
     *
     * @throws IllegalStateException when another catalog uses it
     */
    static StateFile open(Path file, String warehouse, String storage) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.resolveSibling(""));
        FileChannel channel = FileChannel.open(
                absolute.resolveSibling(absolute.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            channel.close();
            throw new IllegalStateException("Another catalog is using the state file " + absolute);
        }
        return new StateFile(absolute, warehouse, storage, channel);
    }

    /**
     * The state in the file; an empty one when there is no file yet.
     *
     * @throws IllegalStateException when the file is of another warehouse or storage, or is no state file
     */
    CatalogState read() throws IOException {
        if (!Files.exists(file)) {
            return CatalogState.empty();
        }
        Content content;
        try {
            content = JSON.readValue(Files.readAllBytes(file), Content.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " is no state file of a catalog: " + e.getOriginalMessage(), e);
        }
        if (content.format() != FORMAT
                || !warehouse.equals(content.warehouse())
                || !storage.equals(content.storage())) {
            throw new IllegalStateException(
                    file + " is the state of warehouse " + content.warehouse() + " with storage "
                            + content.storage() + " (format " + content.format() + "), not of warehouse " + warehouse
                            + " with storage " + storage + " (format " + FORMAT + ")");
        }
        return new CatalogState(
                content.namespaces().stream()
                        .collect(Collectors.toMap(entry -> namespace(entry.levels()), NamespaceEntry::properties)),
                entries(content.tables()),
                entries(content.views()));
    }

    void write(CatalogState state) {
        Content content = new Content(
                FORMAT,
                warehouse,
                storage,
                state.namespaces().entrySet().stream()
                        .map(entry ->
                                new NamespaceEntry(List.of(entry.getKey().levels()), new TreeMap<>(entry.getValue())))
                        .sorted(Comparator.comparing(entry -> entry.levels().toString()))
                        .toList(),
                rows(state.tables()),
                rows(state.views()));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the state of the catalog to " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give up the lock of " + file, e);
        }
    }

    private static Map<TableIdentifier, CatalogState.Entry> entries(List<TableEntry> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> TableIdentifier.of(namespace(row.namespace()), row.name()),
                        row -> new CatalogState.Entry(row.metadataLocation(), row.location())));
    }

    private static List<TableEntry> rows(Map<TableIdentifier, CatalogState.Entry> entries) {
        Function<TableEntry, String> order = row -> row.namespace() + "." + row.name();
        return entries.entrySet().stream()
                .map(entry -> new TableEntry(
                        Arrays.asList(entry.getKey().namespace().levels()),
                        entry.getKey().name(),
                        entry.getValue().metadataLocation(),
                        entry.getValue().location()))
                .sorted(Comparator.comparing(order))
                .toList();
    }

    private static Namespace namespace(List<String> levels) {
        return Namespace.of(levels.toArray(String[]::new));
    }
}

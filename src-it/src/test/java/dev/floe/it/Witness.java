package dev.floe.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of a catalog through PyIceberg, which shares nothing with DuckDB or Iceberg's Java library. Values come
 * as JSON has them; decimals, dates, times, timestamps and UUIDs as text, blobs as base64.
 */
final class Witness {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT = script();

    private final CatalogUnderTest catalog;

    private Witness(CatalogUnderTest catalog) {
        this.catalog = catalog;
    }

    /** A witness over the catalog under test. */
    static Witness get() {
        return new Witness(CatalogUnderTest.get());
    }

    /**
     * All rows of a table, by column name.
     *
     * @param order the columns to sort by, ascending; without any the order is the files'
     */
    List<Map<String, Object>> rows(List<String> namespace, String table, String... order) {
        Map<String, Object> request = request("rows", namespace, table);
        request.put("order", List.of(order));
        return ask(request, new TypeReference<>() {});
    }

    /** The rows of a table at one snapshot. */
    List<Map<String, Object>> rowsAt(long snapshot, List<String> namespace, String table, String... order) {
        Map<String, Object> request = request("rows", namespace, table);
        request.put("order", List.of(order));
        request.put("snapshot", snapshot);
        return ask(request, new TypeReference<>() {});
    }

    /**
     * How many rows match.
     *
     * @param filter in PyIceberg's expression syntax, as {@code "month = 1"}; {@code "true"} for all rows
     */
    long count(List<String> namespace, String table, String filter) {
        Map<String, Object> request = request("count", namespace, table);
        request.put("filter", filter);
        return ask(request, new TypeReference<Long>() {});
    }

    /** What the metadata say. */
    Description describe(List<String> namespace, String table) {
        return ask(request("describe", namespace, table), new TypeReference<>() {});
    }

    /** A table's metadata; {@code current} is null while it has no snapshot. */
    record Description(
            String uuid,
            String location,
            Map<String, String> properties,
            List<Column> columns,
            List<Snapshot> snapshots,
            @Nullable Long current,
            List<String> files) {}

    record Column(int id, String name, String type, boolean required) {}

    record Snapshot(long id, @Nullable Long parent, String operation, Map<String, String> summary) {}

    private Map<String, Object> request(String command, List<String> namespace, String table) {
        List<String> path = new ArrayList<>(namespace);
        path.add(table);
        Map<String, Object> request = new HashMap<>();
        request.put("command", command);
        request.put("catalog", catalog.pyIcebergProperties());
        request.put("table", path);
        return request;
    }

    private static <T> T ask(Map<String, Object> request, TypeReference<T> type) {
        try {
            Path errors = Files.createTempFile("floe-it-witness-", ".err");
            try {
                Process process = new ProcessBuilder(
                                PythonEnvironment.WITNESS.python().toString(), SCRIPT.toString())
                        .redirectError(errors.toFile())
                        .start();
                // The secret goes through the pipe: arguments and environment of a process can be seen by others.
                try (OutputStream in = process.getOutputStream()) {
                    in.write(JSON.writeValueAsBytes(request));
                }
                byte[] answer = process.getInputStream().readAllBytes();
                if (process.waitFor() != 0) {
                    throw new AssertionError("PyIceberg cannot read " + request.get("table") + ":\n"
                            + Files.readString(errors, StandardCharsets.UTF_8));
                }
                return JSON.readValue(answer, type);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path script() {
        try {
            Path script = Files.createTempFile("floe-it-witness-", ".py");
            script.toFile().deleteOnExit();
            return Files.writeString(script, PythonEnvironment.resource("witness.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

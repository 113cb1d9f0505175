package dev.floe.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
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

    /**
     * Where the table differs from a Parquet file that has a column {@code i} too, of unique values: all values, and how many rows are found
     * by comparing columns with each of their values.
     *
     * @param pruned the columns to compare so
     */
    List<String> differences(List<String> namespace, String table, Path file, List<String> pruned) {
        Map<String, Object> request = request("differences", namespace, table);
        request.put("file", file.toString());
        request.put("pruned", pruned);
        return ask(request, new TypeReference<>() {});
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
        JsonNode reply = Interpreter.INSTANCE.ask(request);
        if (reply.has("error")) {
            throw new AssertionError("PyIceberg cannot read " + request.get("table") + ":\n"
                    + reply.get("error").asText());
        }
        return JSON.convertValue(reply.get("answer"), type);
    }

    /** The one Python process of this JVM; it ends when its standard input does, so with the JVM at the latest. */
    private static final class Interpreter {
        static final Interpreter INSTANCE = new Interpreter();

        private final Path errors;
        private final BufferedWriter requests;
        private final BufferedReader replies;

        private Interpreter() {
            try {
                Path script = Files.createTempFile("floe-it-witness-", ".py");
                script.toFile().deleteOnExit();
                Files.writeString(script, PythonEnvironment.resource("witness.py"));
                errors = Files.createTempFile("floe-it-witness-", ".err");
                errors.toFile().deleteOnExit();
                Process process = new ProcessBuilder(
                                PythonEnvironment.WITNESS.python().toString(), script.toString())
                        .redirectError(errors.toFile())
                        .start();
                // Secrets go through the pipe: arguments and environment of a process can be seen by others.
                requests = process.outputWriter(StandardCharsets.UTF_8);
                replies = process.inputReader(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start PyIceberg", e);
            }
        }

        synchronized JsonNode ask(Map<String, Object> request) {
            try {
                requests.write(JSON.writeValueAsString(request));
                requests.newLine();
                requests.flush();
                String reply = replies.readLine();
                if (reply == null) {
                    throw new IOException("PyIceberg has ended:\n" + Files.readString(errors, StandardCharsets.UTF_8));
                }
                return JSON.readTree(reply);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

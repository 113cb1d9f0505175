package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds models that are written to a file, with a view that reads it: {@code external}, as in dbt-duckdb. Thread-safe. */
final class ExternalBuild {
    private static final String TEMPORARY = "__dbt_tmp";
    private static final String PARTITIONS = "partition_by";
    private static final String FORMAT = "format";
    private static final Set<String> FORMATS = Set.of("parquet", "csv", "json");
    private static final Set<String> COMPRESSED = Set.of("gz", "zst");

    private final RunTools tools;

    ExternalBuild(RunTools tools) {
        this.tools = tools;
    }

    OptionalLong build(ModelNode model, String sql, Connection connection) throws SQLException {
        RelationName relation = model.relation();
        if (!tools.store().isTransactional(relation)) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    model.head().path()
                            + ": the materialization external needs a DuckDB database; on an Iceberg catalog"
                            + " use table",
                    null);
        }
        Map<String, String> options = options(model.config());
        String location = location(model.config(), relation, options);
        options.putIfAbsent(FORMAT, ending(location));
        String format = options.get(FORMAT);
        RelationName rows = tools.dialect().temporary(relation.identifier() + TEMPORARY);
        return tools.withTemporary(rows, sql, connection, () -> {
            tools.statements().execute(connection, tools.dialect().copyTo(rows, location, options));
            String files = options.containsKey(PARTITIONS)
                    ? location + "/*".repeat(options.get(PARTITIONS).split(",", -1).length + 1) + "." + format
                    : location;
            Map<String, @Nullable Object> reading = model.config().map(format + "_read_options");
            tools.store().view(connection, relation, tools.dialect().readFile(files, format, reading));
            return OptionalLong.of(
                    tools.statements().number(connection, tools.dialect().countRows(rows)));
        });
    }

    /** How the file is written; older keys stand beside {@code options}. */
    private static Map<String, String> options(NodeConfig config) {
        Map<String, String> options = new LinkedHashMap<>();
        config.map("options").forEach((key, value) -> options.put(key.toLowerCase(Locale.ROOT), String.valueOf(value)));
        config.text(FORMAT).ifPresent(format -> options.put(FORMAT, format));
        config.text("delimiter").ifPresent(delimiter -> options.put("delimiter", delimiter));
        return options;
    }

    private String location(NodeConfig config, RelationName relation, Map<String, String> options) {
        Optional<String> said = config.text("location");
        if (said.isPresent()) {
            return said.get();
        }
        String place = "./" + relation.identifier();
        return options.containsKey(PARTITIONS) ? place : place + "." + options.getOrDefault(FORMAT, "parquet");
    }

    /** The format that the name of a file tells. */
    private static String ending(String location) {
        String[] parts = location.substring(location.lastIndexOf('/') + 1).split("\\.", -1);
        int last = parts.length - 1;
        if (last > 0 && COMPRESSED.contains(parts[last].toLowerCase(Locale.ROOT))) {
            last--;
        }
        String ending = parts[last].toLowerCase(Locale.ROOT);
        return last > 0 && FORMATS.contains(ending) ? ending : "parquet";
    }
}

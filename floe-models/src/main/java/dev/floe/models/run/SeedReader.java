package dev.floe.models.run;

import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.project.Names;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.sql.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the types of a seed's columns, as dbt would, and gives the query that reads the file with them. DuckDB does the reading. */
final class SeedReader {
    private static final Logger log = LoggerFactory.getLogger(SeedReader.class);

    private final ProjectFiles files;
    private final Dialect dialect;
    private final Statements statements;

    SeedReader(ProjectFiles files, Dialect dialect, Statements statements) {
        this.files = files;
        this.dialect = dialect;
        this.statements = statements;
    }

    String select(SeedNode seed, Connection connection) throws SQLException {
        Path file = files.materialize(seed.head().path());
        String delimiter = seed.config().text("delimiter").orElse(",");
        String path = file.toString();
        List<String> columns = new ArrayList<>();
        for (List<@Nullable Object> row : statements
                .query(connection, dialect.describe(dialect.readCsvAsText(path, delimiter)))
                .rows()) {
            columns.add(String.valueOf(row.get(0)));
        }
        Map<String, String> types = new LinkedHashMap<>();
        QueryResult inferred = statements.query(connection, dialect.inferCsvTypes(path, delimiter, columns));
        for (int i = 0; i < columns.size(); i++) {
            types.put(columns.get(i), String.valueOf(inferred.rows().get(0).get(i)));
        }
        given(seed, columns, types);
        return dialect.readCsv(path, delimiter, types);
    }

    /** Types that the configuration gives; a column that the file does not have is told of. */
    private static void given(SeedNode seed, List<String> columns, Map<String, String> types) {
        seed.config().map("column_types").forEach((name, type) -> {
            Optional<String> column =
                    columns.stream().filter(name::equalsIgnoreCase).findFirst();
            if (column.isPresent()) {
                types.put(column.get(), String.valueOf(type));
            } else {
                log.warn(
                        "{}: column_types names the column '{}', which the file does not have{}",
                        seed.head().path(),
                        name,
                        Names.hint(name, columns));
            }
        });
    }
}

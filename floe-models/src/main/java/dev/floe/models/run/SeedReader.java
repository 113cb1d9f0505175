package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.SeedNode;
import dev.floe.models.project.Names;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the types of a seed's columns, as dbt would, and gives the query that reads the file with them. DuckDB does the reading. */
final class SeedReader {
    private static final int MOST_REJECTS = 10;
    private static final Logger log = LoggerFactory.getLogger(SeedReader.class);

    private final ProjectFiles files;
    private final Dialect dialect;
    private final Statements statements;

    SeedReader(ProjectFiles files, Dialect dialect, Statements statements) {
        this.files = files;
        this.dialect = dialect;
        this.statements = statements;
    }

    /**
     * The query.
     *
     * @throws RunException {@code SEED_FAILED} naming every line that cannot be read
     */
    String select(SeedNode seed, Connection connection) throws SQLException {
        String path = files.materialize(seed.head().path()).toString();
        String delimiter = seed.config().text("delimiter").orElse(",");
        try {
            return select(seed, connection, path, delimiter);
        } catch (SQLException e) {
            List<String> rejects = rejects(seed, connection, path, delimiter);
            if (rejects.isEmpty()) {
                throw e;
            }
            throw new RunException(
                    ErrorCode.SEED_FAILED,
                    "The seed cannot be read as CSV; every row needs as many values as the header has names, and quotes"
                            + " that are closed:\n" + String.join("\n", rejects),
                    null);
        }
    }

    /** What is wrong with which lines; empty if that cannot be found out. */
    private List<String> rejects(SeedNode seed, Connection connection, String path, String delimiter) {
        List<String> found = new ArrayList<>();
        try {
            List<String> columns = header(files.read(seed.head().path()).orElse(""), delimiter);
            statements.query(connection, dialect.readCsvNotingRejects(path, delimiter, columns));
            for (List<@Nullable Object> row :
                    statements.query(connection, dialect.csvRejects()).rows()) {
                if (found.size() == MOST_REJECTS) {
                    found.add("…");
                    break;
                }
                found.add(seed.head().path() + ":" + row.get(0) + ": " + row.get(1));
            }
            for (String drop : dialect.dropCsvRejects()) {
                statements.execute(connection, drop);
            }
        } catch (SQLException e) {
            log.debug("What is wrong with {} could not be found out", path, e);
        }
        return found;
    }

    private static List<String> header(String text, String delimiter) {
        String line = text.lines().findFirst().orElse("");
        List<String> names = new ArrayList<>();
        for (String name : line.split(Pattern.quote(delimiter), -1)) {
            names.add(name.replace("\"", "") + "_" + names.size());
        }
        return names;
    }

    private String select(SeedNode seed, Connection connection, String path, String delimiter) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (List<@Nullable Object> row : statements
                .query(connection, dialect.describe(dialect.readCsvAsText(path, delimiter)))
                .rows()) {
            columns.add(String.valueOf(row.get(0)));
        }
        Map<String, String> types = new LinkedHashMap<>();
        QueryResult inferred = statements.query(connection, dialect.inferCsvTypes(path, delimiter, columns));
        for (int i = 0; i < columns.size(); i++) {
            types.put(columns.get(i), String.valueOf(inferred.rows().get(i).get(0)));
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

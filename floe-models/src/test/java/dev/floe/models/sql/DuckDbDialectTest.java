package dev.floe.models.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.models.graph.RelationName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement of the dialect against a real DuckDB. */
class DuckDbDialectTest {
    private final Dialect dialect = new DuckDbDialect();

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private void run(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<List<String>> query(String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private Map<String, String> inferred(String csv) throws Exception {
        Path file = Files.writeString(folder.resolve("it's a seed.csv"), csv);
        List<String> columns = new ArrayList<>();
        query(dialect.describe(dialect.readCsvAsText(file.toString(), ","))).forEach(row -> columns.add(row.get(0)));
        List<List<String>> types = query(dialect.inferCsvTypes(file.toString(), ",", columns));
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i), types.get(i).get(0));
        }
        return byColumn;
    }

    @Test
    void hostileNamesAreNames() throws Exception {
        RelationName relation = new RelationName("memory", "we\"ird; --", "drop table x; 'y'");
        run(dialect.createSchema(relation.database(), relation.schema()));
        run(dialect.createOrReplaceTable(relation, "select 1 as a -- no line end"));
        run(dialect.createOrReplaceTable(relation, "select 2 as a union all select 3"));
        run(dialect.createOrReplaceView(relation.withIdentifier("v"), "select * from " + dialect.relation(relation)));
        assertThat(query(dialect.relationsIn(relation.database(), relation.schema())))
                .containsExactlyInAnyOrder(List.of(relation.identifier(), "table"), List.of("v", "view"));
        assertThat(query(dialect.countRows(relation))).containsExactly(List.of("2"));
        run(dialect.drop(relation.withIdentifier("v"), RelationKind.VIEW));
        run(dialect.deleteAll(relation));
        run(dialect.insertByName(relation, "select 7 as a"));
        assertThat(query(dialect.countRows(relation))).containsExactly(List.of("1"));
        run(dialect.drop(relation, RelationKind.TABLE));
        assertThat(query(dialect.relationsIn(relation.database(), relation.schema())))
                .isEmpty();
    }

    @Test
    void seedTypesAreThoseOfDbt() throws Exception {
        assertThat(inferred("""
                        id,name,code,amount,whole,big,huge,flag,day,ts,iso,mixed,nothing,pct
                        1,Ann,007,1.50,1.0,3000000000,123456789012345678901,true,2024-01-02,2024-01-02 10:11:12,2024-01-02T10:11:12,1,,50%
                        2,"Bo, B",008,2,2.00,4,1,FALSE,2024-2-3,2024-01-02 10:11:13,2024-01-02T10:11:12Z,x,,10%
                        ,,,,,,,,,,,,,
                        """))
                .isEqualTo(Map.ofEntries(
                        Map.entry("id", "integer"),
                        Map.entry("name", "varchar"),
                        Map.entry("code", "integer"),
                        Map.entry("amount", "double"),
                        Map.entry("whole", "integer"),
                        Map.entry("big", "bigint"),
                        Map.entry("huge", "double"),
                        Map.entry("flag", "boolean"),
                        Map.entry("day", "date"),
                        Map.entry("ts", "timestamp"),
                        Map.entry("iso", "timestamp"),
                        Map.entry("mixed", "varchar"),
                        Map.entry("nothing", "integer"),
                        Map.entry("pct", "varchar")));
    }

    @Test
    void aSeedWithoutRowsHasItsColumns() throws Exception {
        assertThat(inferred("a,b\n")).isEqualTo(Map.of("a", "integer", "b", "integer"));
    }

    @Test
    void seedsAreReadWithTheirTypes() throws Exception {
        Path file = Files.writeString(folder.resolve("s.csv"), "a;b c;d\n1;x;2024-01-02\n;;null\n");
        Map<String, String> types = new LinkedHashMap<>();
        types.put("a", "integer");
        types.put("b c", "varchar");
        types.put("d", "date");
        assertThat(query(dialect.readCsv(file.toString(), ";", types)))
                .containsExactly(List.of("1", "x", "2024-01-02"), nulls(3));
    }

    private static List<String> nulls(int count) {
        return new ArrayList<>(java.util.Collections.nCopies(count, null));
    }

    @Test
    void verdictsCountAndCompare() throws Exception {
        assertThat(query(dialect.testVerdict("select * from range(5)", "count(*)", "> 2", "> 10", Optional.empty())))
                .containsExactly(List.of("5", "true", "false"));
        assertThat(query(dialect.testVerdict("select * from range(5)", "sum(range)", "!= 0", "!= 0", Optional.of("2"))))
                .containsExactly(List.of("1", "true", "true"));
    }
}

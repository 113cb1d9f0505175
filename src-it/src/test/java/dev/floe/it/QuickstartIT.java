package dev.floe.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.WritePath;
import dev.floe.models.FloePipeline;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README's first command, on a DuckDB file and on the catalog under test: the same tables. */
class QuickstartIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private static final List<String> TABLES =
            List.of("silver.completed_orders", "silver.category_sales", "gold.customer_value", "gold.monthly_revenue");

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheExample() throws IOException {
        Path example = Path.of("..", "examples", "quickstart").toRealPath();
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.toList()) {
                Path below = example.relativize(file);
                boolean ofARun = below.startsWith("target") || below.toString().contains(".duckdb");
                if (Files.isRegularFile(file) && !ofARun) {
                    Path copy = folder.resolve(below);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Test
    void theExampleGivesTheSameTablesInADuckDbFileAndInTheCatalog() throws SQLException {
        RunResult local = FloePipeline.builder()
                .project(folder)
                .environment(Map.of())
                .environmentName("local")
                .build()
                .run();
        assertThat(local.failed()).isEmpty();
        assertThat(local.success()).isTrue();
        assertThat(local.notices()).isEmpty();

        CatalogUnderTest catalog = CatalogUnderTest.get();
        Map<String, String> layers =
                Shop.LAYERS.stream().collect(toMap(layer -> layer, layer -> NAMESPACE.name() + "." + layer));
        TwoTierFiles files = TwoTierFiles.write(folder, catalog, NAMESPACE.name(), WritePath.COMMIT, layers);
        RunResult iceberg = new TestProject(files).pipeline().build().run();
        assertThat(iceberg.failed()).isEmpty();
        assertThat(iceberg.nodes()).hasSameSizeAs(local.nodes()).allSatisfy(node -> {
            assertThat(node.status()).isIn(NodeStatus.SUCCESS, NodeStatus.PASS);
            assertThat(node.rows())
                    .isEqualTo(local.node(node.uniqueId()).orElseThrow().rows());
        });

        try (Connection connection =
                DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("quickstart.duckdb"))) {
            for (String table : TABLES) {
                String[] name = table.split("\\.", -1);
                List<Map<String, Object>> expected = rows(connection, "select * from " + table + " order by all");
                assertThat(expected).as(table).isNotEmpty();
                assertThat(Witness.get().rows(List.of(NAMESPACE.name(), name[0]), name[1]).stream()
                                .map(QuickstartIT::asText))
                        .as(table)
                        .containsExactlyInAnyOrderElementsOf(
                                expected.stream().map(QuickstartIT::asText).toList());
            }
            assertThat(rows(connection, "select sum(total) as revenue from gold.monthly_revenue"))
                    .containsExactly(Map.of("revenue", revenue()));
        }
    }

    @Test
    void theExampleRunsOnACallersConnectionAndLeavesNothingAttachedThere() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            String names = "select database_name from duckdb_databases() order by all";
            List<Map<String, Object>> before = rows(connection, names);
            RunResult result = FloePipeline.builder()
                    .project(folder)
                    .environment(Map.of())
                    .environmentName("local")
                    .connection(connection)
                    .build()
                    .run();

            assertThat(result.failed()).isEmpty();
            assertThat(rows(connection, names)).isEqualTo(before);
        }
        assertThat(folder.resolve("quickstart.duckdb")).isRegularFile();
    }

    /** The revenue of all completed orders, straight from the seeds. */
    private Object revenue() throws SQLException {
        String sql = """
                select sum(quantity * cast(price as decimal(12, 2))) as revenue
                from read_csv('%1$s/raw_order_items.csv') items
                join read_csv('%1$s/raw_products.csv') products using (sku)
                where order_id in (select id from read_csv('%1$s/raw_orders.csv') where status = 'completed')
                """.formatted(folder.resolve("seeds"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return rows(connection, sql).get(0).get("revenue");
        }
    }

    private static List<Map<String, Object>> rows(Connection connection, String sql) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            ResultSetMetaData meta = results.getMetaData();
            while (results.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    row.put(meta.getColumnName(i), results.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** A row whose values read the same whichever client they come from. */
    private static Map<String, String> asText(Map<String, Object> row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.forEach((name, value) -> texts.put(
                name,
                value instanceof java.sql.Timestamp at
                        ? timestamp(at.toLocalDateTime())
                        : name.endsWith("_at") && value instanceof String at
                                ? timestamp(java.time.LocalDateTime.parse(at))
                                : String.valueOf(value)));
        return texts;
    }

    private static String timestamp(java.time.LocalDateTime at) {
        return java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }
}

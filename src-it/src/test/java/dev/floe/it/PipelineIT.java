package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.WritePath;
import dev.floe.duckdb.CredentialPlacement;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.duckdb.Sql;
import dev.floe.models.Command;
import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunResult;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole path: a project and two files on disk, one call, tables that another client reads. */
class PipelineIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    @TempDir
    Path folder;

    private final CatalogUnderTest catalog = CatalogUnderTest.get();
    private final Witness witness = Witness.get();

    @Test
    void aProjectIsBuiltTwiceAndAnotherClientReadsItsTables() {
        Shop shop = shop("twice", WritePath.COMMIT);
        RunResult first = shop.project().pipeline().build().run();

        assertBuilt(first);
        assertThat(rows(first))
                .containsOnly(
                        entry("raw_customers", 3L),
                        entry("raw_orders", 4L),
                        entry("orders", 4L),
                        entry("customer_orders", 3L),
                        entry("revenue", 2L));
        assertThat(first.node("customers").orElseThrow().materialized()).isEqualTo("view");
        assertFirstTables(shop);
        Witness.Description before = witness.describe(shop.layer("gold"), "revenue");

        shop.change();
        RunResult second = shop.project().pipeline().build().run();

        assertBuilt(second);
        assertSecondTables(shop);
        Witness.Description after = witness.describe(shop.layer("gold"), "revenue");
        assertThat(after.uuid()).isEqualTo(before.uuid());
        assertThat(after.snapshots()).hasSize(2);
        assertThat(witness.rowsAt(before.current(), shop.layer("gold"), "revenue", "customer_id"))
                .extracting(row -> row.get("revenue"))
                .containsExactly("25.00", "7.50");
    }

    @Test
    void everySnapshotSaysWhichRunAndNodeMadeIt() {
        Shop shop = shop("summary", WritePath.COMMIT);
        RunResult result = shop.project().pipeline().build().run();

        assertBuilt(result);
        assertThat(witness.describe(shop.layer("gold"), "revenue").snapshots())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.summary())
                        .contains(
                                entry("floe.run-id", result.runId()),
                                entry("floe.node", "model.shop.revenue"),
                                entry("floe.attempt", "1"),
                                entry("total-records", "2")));
        assertThat(witness.describe(shop.namespace(), "raw_orders").snapshots())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.summary())
                        .contains(entry("floe.run-id", result.runId()), entry("floe.node", "seed.shop.raw_orders")));
    }

    @Test
    void aFailingModelHoldsBackWhatDependsOnItAndLeavesItsTableAsItWas() {
        Shop shop = shop("failing", WritePath.COMMIT);
        shop.project().file("models/gold/best.sql", """
                select name, 1 / cast('{{ var("divisor", "1") }}' as integer) as ok from {{ ref('revenue') }}
                where 'x' <> '{{ var("divisor", "1") }}'
                """);
        shop.project().file("models/gold/best_of_best.sql", "select * from {{ ref('best') }}");
        shop.project().file("models/gold/best.yml", """
                version: 2
                models:
                  - name: best
                    columns: [{name: name, data_tests: [not_null]}]
                """);
        assertThat(shop.project().pipeline().build().run().success()).isTrue();
        Witness.Description before = witness.describe(shop.layer("gold"), "best");

        RunResult result = shop.project()
                .pipeline()
                .vars(Map.of("divisor", "many"))
                .build()
                .run();

        assertThat(result.success()).isFalse();
        assertThat(result.failed()).extracting(NodeResult::name).containsExactly("best");
        NodeResult failed = result.node("best").orElseThrow();
        assertThat(failed.status()).isEqualTo(NodeStatus.ERROR);
        assertThat(failed.error().orElseThrow().code()).isEqualTo(ErrorCode.SQL_FAILED);
        assertThat(failed.message()).contains("best").contains("many");
        assertThat(result.nodes().stream()
                        .filter(node -> node.status() == NodeStatus.SKIPPED)
                        .map(NodeResult::name))
                .containsExactlyInAnyOrder("best_of_best", "not_null_best_name");
        assertThat(result.nodes().stream().filter(node -> node.status().letsOthersRun()))
                .hasSize(Shop.NODES);
        Witness.Description after = witness.describe(shop.layer("gold"), "best");
        assertThat(after.current()).isEqualTo(before.current());
        assertThat(after.files()).isEqualTo(before.files());
        assertThat(witness.rows(shop.layer("gold"), "best")).hasSize(2);
    }

    @Test
    void aFailingTestHoldsBackWhatReadsTheModel() {
        Shop shop = shop("tested", WritePath.COMMIT);
        shop.project().file("seeds/raw_orders.csv", """
                id,customer_id,amount,status
                10,1,19.99,paid
                11,9,5.01,lost
                """);
        RunResult result = shop.project().pipeline().build().run();

        assertThat(result.failed()).hasSize(2).allSatisfy(node -> {
            assertThat(node.status()).isEqualTo(NodeStatus.FAIL);
            assertThat(node.failures()).isEqualTo(OptionalLong.of(1));
        });
        assertThat(result.node("customer_orders").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        assertThat(result.node("revenue").orElseThrow().status()).isEqualTo(NodeStatus.SKIPPED);
        assertThat(result.node("customers").orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
    }

    @Test
    void tablesCanBeCreatedAndFilledByDuckDbsOwnStatements() {
        Shop shop = shop("native", WritePath.NATIVE);
        assertBuilt(shop.project().pipeline().build().run());
        assertFirstTables(shop);
        String uuid = witness.describe(shop.layer("gold"), "revenue").uuid();

        RunResult second = shop.project().pipeline().build().run();

        assertBuilt(second);
        assertThat(rows(second)).contains(entry("revenue", 2L), entry("orders", 4L));
        assertFirstTables(shop);
        assertThat(witness.describe(shop.layer("gold"), "revenue").uuid()).isEqualTo(uuid);
    }

    @Test
    void aNativeCreationThatFailsLeavesNoTable() {
        Shop shop = shop("native_failing", WritePath.NATIVE);
        shop.project()
                .file("models/gold/revenue.sql", "select cast(name as integer) as n from {{ ref('customer_orders') }}");
        RunResult result = shop.project().pipeline().build().run();

        assertThat(result.failed()).extracting(NodeResult::name).containsExactly("revenue");
        try (RESTCatalog client = catalog.icebergClient()) {
            assertThat(client.listTables(Namespace.of(shop.layer("gold").toArray(String[]::new))))
                    .isEmpty();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCallersConnectionStaysAsItWas() throws SQLException {
        Shop shop = shop("callers", WritePath.COMMIT);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table mine (n integer)");
            List<String> databases = texts(statement, "select database_name from duckdb_databases() order by all");
            connection.setAutoCommit(false);
            statement.execute("insert into mine values (1)");

            assertBuilt(shop.project().pipeline().connection(connection).build().run());

            assertUntouched(connection, statement, databases);
            assertThatThrownBy(() -> shop.project()
                            .pipeline(Map.of("POLARIS_CLIENT_SECRET", "not-the-secret"))
                            .connection(connection)
                            .build()
                            .run())
                    .isInstanceOfSatisfying(
                            FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_UNAUTHORIZED));

            assertUntouched(connection, statement, databases);
            connection.rollback();
            assertThat(texts(statement, "select n from mine")).isEmpty();
        }
        assertThat(witness.count(shop.layer("gold"), "revenue", "true")).isEqualTo(2);
    }

    @Test
    void aCatalogThatTheCallerAttachedStaysAttachedAndNothingElseDoes() throws SQLException {
        Shop shop = shop("attached", WritePath.COMMIT);
        IcebergRestCatalog configured =
                (IcebergRestCatalog) shop.project().files().load().catalog();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            PolarisAttacher.builder(configured)
                    .placement(CredentialPlacement.TEMPORARY_SECRET)
                    .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                    .build()
                    .attach(connection);
            List<String> databases = texts(statement, "select database_name from duckdb_databases() order by all");
            List<String> secrets = texts(statement, "select name from duckdb_secrets() order by all");

            assertBuilt(shop.project().pipeline().connection(connection).build().run());

            assertThat(databases).contains(PolarisAttacher.DEFAULT_ALIAS);
            assertThat(texts(statement, "select database_name from duckdb_databases() order by all"))
                    .isEqualTo(databases);
            assertThat(texts(statement, "select name from duckdb_secrets() order by all"))
                    .isEqualTo(secrets);
            assertThat(texts(
                            statement,
                            "select revenue from " + Sql.qualified("polaris_catalog", dotted(shop, "gold"), "revenue")
                                    + " order by all"))
                    .containsExactly("7.50", "25.00");
        }
    }

    /** DuckDB knows a nested namespace as one schema whose name has dots. */
    private static String dotted(Shop shop, String layer) {
        return String.join(".", shop.layer(layer));
    }

    private static void assertUntouched(Connection connection, Statement statement, List<String> databases)
            throws SQLException {
        assertThat(connection.isClosed()).isFalse();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(texts(statement, "select n from mine")).containsExactly("1");
        assertThat(texts(statement, "select database_name from duckdb_databases() order by all"))
                .isEqualTo(databases);
        assertThat(texts(statement, "select name from duckdb_secrets()")).isEmpty();
    }

    @Test
    void aSelectionReadsViewsThatItDoesNotBuild() {
        Shop shop = shop("selected", WritePath.COMMIT);
        assertBuilt(shop.project().pipeline().build().run());
        shop.change();

        RunResult result =
                shop.project().pipeline().select("customer_orders+").build().run(Command.RUN);

        assertThat(result.success()).isTrue();
        assertThat(rows(result)).containsOnly(entry("customer_orders", 3L), entry("revenue", 2L));
    }

    /** The table's name has signs that Polaris takes: it makes a location of the name, and that has to be a URI. */
    @Test
    void namesWithSignsOfEveryKindAreNamesLikeOthers() {
        Shop shop = shop("odd-names", WritePath.COMMIT);
        shop.project()
                .file(
                        "models/gold/odd.sql",
                        "{{ config(alias='b&c-d') }}\nselect name as \"a b's\" from {{ ref('revenue') }}");
        shop.project().file("models/gold/after_odd.sql", "select * from {{ ref('odd') }}");

        assertThat(shop.project().pipeline().build().run().failed()).isEmpty();
        RunResult second = shop.project().pipeline().build().run();

        assertThat(second.failed()).isEmpty();
        assertThat(rows(second)).contains(entry("odd", 2L), entry("after_odd", 2L));
        assertThat(witness.rows(shop.layer("gold"), "b&c-d", "a b's"))
                .containsExactly(Map.of("a b's", "Ada"), Map.of("a b's", "Grace"));
    }

    private Shop shop(String child, WritePath writePath) {
        return Shop.write(folder, catalog, List.of(NAMESPACE.name(), child), writePath);
    }

    private static void assertBuilt(RunResult result) {
        assertThat(result.nodes())
                .hasSize(Shop.NODES)
                .allSatisfy(
                        node -> assertThat(node.status()).as(node.message()).isIn(NodeStatus.SUCCESS, NodeStatus.PASS));
        assertThat(result.success()).isTrue();
    }

    /** The rows that the result tells of, by name. */
    private static Map<String, Long> rows(RunResult result) {
        return result.nodes().stream()
                .filter(node -> node.rows().isPresent())
                .collect(Collectors.toMap(NodeResult::name, node -> node.rows().getAsLong()));
    }

    private void assertFirstTables(Shop shop) {
        assertThat(witness.rows(shop.namespace(), "raw_customers", "id"))
                .containsExactly(
                        Map.of("id", 1, "name", "Ada", "joined_on", "2024-01-31"),
                        Map.of("id", 2, "name", "Grace", "joined_on", "2024-02-29"),
                        row("id", 3, "name", "Kurt, the \"quiet\" one", "joined_on", null));
        assertThat(witness.rows(shop.layer("bronze"), "orders", "order_id"))
                .hasSize(4)
                .first()
                .isEqualTo(
                        row("order_id", 10, "customer_id", 1, "amount", "19.99", "status", "paid", "note", "größe 🌊"));
        assertThat(witness.rows(shop.layer("silver"), "customer_orders", "order_id"))
                .containsExactly(
                        row("customer_id", 1, "name", "Ada", "order_id", 10, "amount", "19.99"),
                        row("customer_id", 1, "name", "Ada", "order_id", 11, "amount", "5.01"),
                        row("customer_id", 2, "name", "Grace", "order_id", 13, "amount", "7.50"));
        assertThat(witness.rows(shop.layer("gold"), "revenue", "customer_id"))
                .containsExactly(
                        row("customer_id", 1, "name", "Ada", "orders", 2, "revenue", "25.00"),
                        row("customer_id", 2, "name", "Grace", "orders", 1, "revenue", "7.50"));
    }

    private void assertSecondTables(Shop shop) {
        assertThat(witness.rows(shop.layer("bronze"), "orders", "order_id"))
                .hasSize(3)
                .last()
                .isEqualTo(row(
                        "order_id",
                        14,
                        "customer_id",
                        4,
                        "amount",
                        "1.25",
                        "status",
                        "paid",
                        "channel",
                        null,
                        "note",
                        "größe 🌊"));
        assertThat(witness.rows(shop.layer("gold"), "revenue", "customer_id"))
                .containsExactly(
                        row("customer_id", 1, "name", "Ada", "orders", 1, "revenue", "20.00", "largest", "20.00"),
                        row("customer_id", 2, "name", "Grace", "orders", 1, "revenue", "7.50", "largest", "7.50"),
                        row("customer_id", 4, "name", "Emmy", "orders", 1, "revenue", "1.25", "largest", "1.25"));
    }

    /** A row; unlike {@code Map.of} it may hold null. */
    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}

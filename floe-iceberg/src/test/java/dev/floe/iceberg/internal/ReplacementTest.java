package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.Column;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.EmbeddedFixture;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableState;
import dev.floe.iceberg.TableWrite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a replacement does to a table's metadata, looked at with Iceberg's own library. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacementTest {
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedFixture fixture;
    private CatalogTables tables;
    private CatalogSession session;
    private TableName table;

    @BeforeAll
    void open() {
        fixture = new EmbeddedFixture();
        tables = CatalogTables.open(
                fixture.catalog(), dev.floe.duckdb.HttpOptions.none(), fixture.session(), fixture.redactor());
        session = CatalogSession.open(fixture.catalog(), dev.floe.duckdb.HttpOptions.none(), fixture.session());
        tables.ensureNamespace(List.of("ns"));
    }

    @AfterAll
    void close() {
        session.close();
        tables.close();
        fixture.close();
    }

    @BeforeEach
    void freshTable() {
        table = TableName.of("ns", "r" + names.incrementAndGet());
    }

    @Test
    void columns_keep_their_field_ids_by_name_and_new_ones_get_new_ids() {
        replace("SELECT 1 AS a, 'x' AS b, {'p': 1, 'q': 2} AS s");
        Map<String, Integer> before = ids();
        replace("SELECT {'q': 2, 'r': 3} AS s, 'not a number any more' AS a, 1 AS c");
        Map<String, Integer> after = ids();

        assertThat(after).containsEntry("a", before.get("a")).containsEntry("s", before.get("s"));
        assertThat(after).containsEntry("s.q", before.get("s.q"));
        assertThat(before.values()).doesNotContain(after.get("c"), after.get("s.r"));
    }

    @Test
    void comments_stay_at_every_depth() throws SQLException {
        replace("SELECT 1 AS a, {'p': 1} AS s, [{'d': 1}] AS l, MAP {'k': {'m': 1}} AS m, 2 AS gone");
        loaded().updateSchema()
                .updateColumnDoc("a", "the key")
                .updateColumnDoc("s.p", "inner")
                .updateColumnDoc("l.d", "listed")
                .updateColumnDoc("m.m", "mapped")
                .commit();

        replace("SELECT MAP {'k': {'m': 2}} AS m, [{'d': 2}] AS l, {'p': 2} AS s, 2 AS a, 3 AS fresh");

        assertThat(state().columns())
                .filteredOn(c -> c.name().equals("a"))
                .extracting(Column::comment)
                .containsExactly(Optional.of("the key"));
        assertThat(loaded().schema().findField("s.p").doc()).isEqualTo("inner");
        assertThat(loaded().schema().findField("l.d").doc()).isEqualTo("listed");
        assertThat(loaded().schema().findField("m.m").doc()).isEqualTo("mapped");
        assertThat(ask("SELECT a || ',' || s.p || ',' || l[1].d || ',' || m['k'].m || ',' || fresh FROM " + sql()))
                .isEqualTo("2,2,2,2,3");
    }

    @Test
    void NOT_NULL_stays_and_null_in_it_is_refused() throws SQLException {
        execute("CREATE TABLE " + sql() + " (a INTEGER NOT NULL, s STRUCT(p INTEGER) NOT NULL, b INTEGER)");
        assertThat(loaded().schema().findField("a").isRequired()).isTrue();

        replace("SELECT NULL::INTEGER AS b, 1 AS a, {'p': NULL::INTEGER} AS s");

        assertThat(state().columns()).extracting(Column::nullable).containsExactly(true, false, false);
        for (String select : List.of(
                "SELECT CASE WHEN i < 5 THEN i END AS a, {'p': 1} AS s FROM range(10) r(i)",
                "SELECT i AS a, CASE WHEN i < 5 THEN {'p': 1} END AS s FROM range(10) r(i)")) {
            IcebergException e = catchThrowableOfType(IcebergException.class, () -> replace(select));
            assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_INVALID);
            assertThat(e).hasMessageContaining("NOT NULL").hasMessageContaining("null in 5 rows");
        }
        assertThat(ask("SELECT a FROM " + sql())).isEqualTo("1");
        replace("SELECT 7 AS other");
        assertThat(state().columns()).extracting(Column::nullable).containsExactly(true);
    }

    @Test
    void properties_identity_and_snapshots_stay() {
        replace("SELECT 1 AS a");
        loaded().updateProperties().set("owner", "me").commit();
        String uuid = state().uuid();
        replace("SELECT 'x' AS b");
        assertThat(state().properties()).containsEntry("owner", "me");
        assertThat(state().uuid()).isEqualTo(uuid);
        assertThat(loaded().snapshots()).hasSize(2);
    }

    @Test
    void a_table_that_others_partitioned_stays_partitioned_and_filters_find_its_rows() throws SQLException {
        replace("SELECT i % 3 AS p, i AS v FROM range(9) r(i)");
        loaded().updateSpec().addField("p").commit();
        execute("INSERT INTO " + sql() + " VALUES (1, 100)");
        replace("SELECT i % 3 AS p, i AS v FROM range(9) r(i)");
        assertThat(loaded().spec().isPartitioned()).isTrue();
        assertThat(ask("SELECT count(*) FROM " + sql() + " WHERE p = 1")).isEqualTo("3");
    }

    @Test
    void files_carry_counts_and_bounds_as_they_are() throws Exception {
        replace("SELECT CASE WHEN i > 0 THEN i END AS a, 'n' || i AS b, i::DOUBLE AS d, [i] AS l, {'p': i} AS s"
                + " FROM range(10) r(i)");
        Map<String, Integer> ids = ids();
        DataFile file = file();
        assertThat(file.recordCount()).isEqualTo(10);
        assertThat(file.location()).startsWith(state().location() + "/data/");
        assertThat(file.valueCounts()).containsEntry(ids.get("a"), 10L).doesNotContainKey(ids.get("l.element"));
        assertThat(file.nullValueCounts())
                .containsEntry(ids.get("a"), 1L)
                .containsEntry(ids.get("b"), 0L)
                .containsEntry(ids.get("s.p"), 0L);
        assertThat((Long) Conversions.fromByteBuffer(
                        Types.LongType.get(), file.lowerBounds().get(ids.get("a"))))
                .isEqualTo(1);
        assertThat((Long) Conversions.fromByteBuffer(
                        Types.LongType.get(), file.upperBounds().get(ids.get("s.p"))))
                .isEqualTo(9);
        assertThat(file.upperBounds()).containsKey(ids.get("b")).doesNotContainKeys(ids.get("d"), ids.get("l.element"));
        assertThat(file.columnSizes()).containsKeys(ids.get("a"), ids.get("d"));
    }

    @Test
    void a_snapshot_is_never_stamped_before_the_one_it_replaces() throws SQLException {
        replace("SELECT 1 AS a");
        long ahead = System.currentTimeMillis() + 1500;
        stampCurrent(ahead);

        CommitResult result = replace("SELECT 2 AS a");

        assertThat(loaded().currentSnapshot().timestampMillis()).isGreaterThan(ahead);
        assertThat(result.commit()).isPositive();
        assertThat(ask("SELECT a FROM " + sql())).isEqualTo("2");
    }

    @Test
    void a_table_stamped_far_ahead_is_not_waited_for() {
        replace("SELECT 1 AS a");
        stampCurrent(System.currentTimeMillis() + 40_000);
        IcebergException e = catchThrowableOfType(IcebergException.class, () -> replace("SELECT 2 AS a"));
        assertThat(e.code()).isEqualTo(ErrorCode.CLOCK_BEHIND);
    }

    @Test
    void many_tables_are_written_at_once() throws SQLException {
        IntStream.range(0, 24).parallel().forEach(i -> {
            TableName mine = TableName.of("ns", "par" + i % 12);
            try (StagedWrite staged = tables.stage(TableWrite.builder(mine)
                    .select("SELECT i AS v FROM range(1000) r(i)")
                    .build())) {
                staged.commit();
            }
        });
        for (int i = 0; i < 12; i++) {
            assertThat(ask("SELECT count(*) FROM " + Sql.qualified("lake", "ns", "par" + i)))
                    .isEqualTo("1000");
        }
    }

    @Test
    void many_last_writers_of_one_table_all_get_through() throws SQLException {
        replace("SELECT -1 AS v");
        IntStream.range(0, 6).parallel().forEach(i -> replace("SELECT " + i + " AS v"));
        assertThat(loaded().snapshots()).hasSize(7);
        assertThat(ask("SELECT count(*) FROM " + sql())).isEqualTo("1");
    }

    @Test
    void a_view_of_the_same_name_is_left_alone_and_named() throws Exception {
        try (RESTCatalog catalog = new RESTCatalog()) {
            catalog.initialize(
                    "views",
                    Map.of(
                            "uri",
                            fixture.server().uri().toString(),
                            "warehouse",
                            fixture.server().warehouse(),
                            "credential",
                            EmbeddedFixture.CLIENT_ID + ":" + EmbeddedFixture.CLIENT_SECRET,
                            "scope",
                            OAuth2Credentials.DEFAULT_SCOPE,
                            "io-impl",
                            "org.apache.iceberg.inmemory.InMemoryFileIO"));
            TableIdentifier name = CatalogSession.identifier(table);
            catalog.buildView(name)
                    .withSchema(new Schema(Types.NestedField.optional(1, "a", Types.IntegerType.get())))
                    .withQuery("duckdb", "SELECT 1 AS a")
                    .withDefaultNamespace(name.namespace())
                    .create();
        }
        IcebergException e = catchThrowableOfType(IcebergException.class, () -> replace("SELECT 2 AS a"));
        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(e).hasMessageContaining("something else under its name").hasMessageContaining("View");
        assertThat(e.winner()).isEmpty();
    }

    @Test
    void a_write_cannot_be_committed_after_the_tables_were_closed() {
        CatalogTables closing = CatalogTables.open(
                fixture.catalog(), dev.floe.duckdb.HttpOptions.none(), fixture.session(), fixture.redactor());
        try (StagedWrite staged =
                closing.stage(TableWrite.builder(table).select("SELECT 1 AS a").build())) {
            closing.close();
            assertThatThrownBy(staged::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(tables.state(table)).isEmpty();
    }

    @Test
    void properties_that_the_library_sees_do_not_reach_file_access() {
        replace("SELECT 1 AS a");
        assertThat(loaded().io().properties().toString()).doesNotContain(EmbeddedFixture.CLIENT_SECRET);
    }

    /** Moves the table to a copy of its current snapshot with another time. */
    private void stampCurrent(long millis) {
        TableOperations operations = loaded().operations();
        TableMetadata base = operations.current();
        Snapshot current = base.currentSnapshot();
        String json = SnapshotParser.toJson(current, false);
        json = with(json, "snapshot-id", current.snapshotId() - 1);
        json = with(json, "timestamp-ms", millis);
        json = with(json, "sequence-number", current.sequenceNumber() + 1);
        TableMetadata stamped = TableMetadata.buildFrom(base)
                .setBranchSnapshot(SnapshotParser.fromJson(json), "main")
                .build();
        operations.commit(base, stamped);
    }

    private static String with(String json, String key, long value) {
        return json.replaceFirst("\"" + key + "\"\\s*:\\s*\\d+", "\"" + key + "\":" + value);
    }

    private BaseTable loaded() {
        return session.load(table).orElseThrow();
    }

    private Map<String, Integer> ids() {
        return Schemas.ids(loaded().schema());
    }

    private DataFile file() throws Exception {
        try (CloseableIterable<FileScanTask> tasks =
                loaded().newScan().includeColumnStats().planFiles()) {
            return tasks.iterator().next().file();
        }
    }

    private TableState state() {
        return tables.state(table).orElseThrow();
    }

    private CommitResult replace(String select) {
        try (StagedWrite staged = tables.stage(TableWrite.builder(table)
                .select(select)
                .basis(Basis.lastWriter())
                .build())) {
            return staged.commit();
        }
    }

    private String sql() {
        return Sql.qualified("lake", "ns", table.name());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

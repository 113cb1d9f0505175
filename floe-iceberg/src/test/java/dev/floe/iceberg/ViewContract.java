package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link IcebergViews} promises of every catalog. A subclass says which. */
public abstract class ViewContract extends CatalogContract {
    private static final String DATABASE = "session_views";

    private IcebergViews views;
    private TableName view;

    @BeforeEach
    void attach() throws SQLException {
        execute("ATTACH IF NOT EXISTS ':memory:' AS " + DATABASE);
        views = tables.views(fixture.alias(), DATABASE);
        view = TableName.of(namespace, "v_" + table.name());
    }

    @Test
    void a_view_is_created_replaced_listed_and_dropped() {
        replace("SELECT 1 AS id, 'a' AS name");
        IcebergView made = views.put(view, "SELECT id FROM " + sql(), Map.of("owner", "sales"));
        assertThat(made.columns()).extracting(Column::name).containsExactly("id");
        assertThat(views.get(view)).contains(made);
        assertThat(made.sql()).contains("SELECT id FROM " + sql());
        assertThat(made.properties()).containsEntry("owner", "sales");

        views.put(view, "SELECT name, id + 1 AS next FROM " + sql(), Map.of());
        IcebergView now = views.get(view).orElseThrow();
        assertThat(now.columns())
                .extracting(Column::name, Column::type)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("name", "VARCHAR"),
                        org.assertj.core.groups.Tuple.tuple("next", "INTEGER"));
        assertThat(now.properties()).containsEntry("owner", "sales");
        assertThat(views.list(List.of(namespace))).contains(view).doesNotContain(table);

        assertThat(views.drop(view)).isTrue();
        assertThat(views.drop(view)).isFalse();
        assertThat(views.get(view)).isEmpty();
        assertThat(views.list(List.of("nowhere_" + namespace))).isEmpty();
    }

    @Test
    void views_are_made_again_in_the_session_after_those_that_they_read() throws SQLException {
        replace("SELECT i AS id FROM range(10) r(i)");
        TableName first = TableName.of(namespace, "z_first_" + table.name());
        TableName second = TableName.of(namespace, "m-second-" + table.name());
        TableName third = TableName.of(namespace, "a_third_" + table.name());
        views.put(first, "SELECT id FROM " + sql() + " WHERE id % 2 = 0", Map.of());
        views.recreate(List.of(first));
        views.put(
                second, "WITH big AS (SELECT id FROM " + catalog(first) + " WHERE id > 2) SELECT * FROM big", Map.of());
        views.recreate(List.of(second));
        views.put(
                third,
                "SELECT count(*) AS n, sum(s.id)::BIGINT AS total FROM " + catalog(second) + " AS s JOIN "
                        + catalog(first) + " USING (id) WHERE id IN (SELECT id FROM " + sql() + ")",
                Map.of());
        execute("DROP SCHEMA " + Sql.qualified(DATABASE, namespace) + " CASCADE");

        assertThat(views.recreate(List.of(third))).containsExactly(first, second, third);
        assertThat(rows("SELECT n, total FROM " + session(third))).containsExactly("3|18");
        assertThat(views.recreate(List.of(third, first, table, TableName.of(namespace, "nosuch"))))
                .containsExactly(first, second, third);
    }

    @Test
    void a_view_reads_its_table_as_it_is() throws SQLException {
        replace("SELECT 1 AS id");
        views.put(view, "SELECT id FROM " + sql(), Map.of());
        views.recreate(List.of(view));
        replace("SELECT 2 AS id");
        assertThat(rows("SELECT id FROM " + session(view))).containsExactly("2");
    }

    @Test
    void a_view_takes_no_tables_name_and_no_query_that_DuckDB_does_not_understand() {
        replace("SELECT 1 AS id");
        assertThat(catchThrowableOfType(IcebergException.class, () -> views.put(table, "SELECT 1 AS a", Map.of()))
                        .code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThatThrownBy(() -> views.put(view, "SELECT nosuch FROM " + sql(), Map.of()))
                .isInstanceOfSatisfying(
                        FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_FAILED))
                .hasMessageContaining(view.toString());
        assertThat(views.get(view)).isEqualTo(Optional.empty());
    }

    @Test
    void a_view_is_given_a_version_only_where_something_changes() {
        IcebergView first = views.put(view, "SELECT 1 AS id", "SELECT 1 AS id", Map.of());
        views.describe(view, Optional.of("all of it"), Map.of("ID", "the key", "nowhere", "no column"));
        IcebergView described = views.put(view, "SELECT 1 AS id", "SELECT 1 AS id", Map.of());
        assertThat(described.properties()).containsEntry("comment", "all of it");
        assertThat(described.columns()).extracting(Column::comment).containsExactly(Optional.of("the key"));
        assertThat(described.sql()).isEqualTo(first.sql());
        IcebergView wider = views.put(view, "SELECT 1 AS id, 2 AS n", "SELECT 1 AS id, 2 AS n", Map.of());
        assertThat(wider.columns())
                .extracting(Column::comment)
                .containsExactly(Optional.of("the key"), Optional.empty());
    }

    @Test
    void a_column_of_a_view_whose_type_Iceberg_has_not_is_told_as_text() {
        IcebergView made =
                views.put(view, "SELECT INTERVAL 1 DAY AS i, 1 AS n", "SELECT INTERVAL 1 DAY AS i, 1 AS n", Map.of());
        assertThat(made.columns()).extracting(Column::type).containsExactly("VARCHAR", "INTEGER");
    }

    @Test
    void tables_that_a_query_names_are_named_otherwise() {
        assertThat(views.supported()).isTrue();
        assertThat(views.renamed("SELECT a FROM x.y.z AS q, y.z, (SELECT 1) -- kept", ViewContract::elsewhere))
                .matches("(?i)select a from elsewhere.y.z as q , y.z.*");
        assertThat(views.renamed("SELECT a FROM b.y.z -- kept", ViewContract::elsewhere))
                .isEqualTo("SELECT a FROM b.y.z -- kept");
        assertThat(views.renamed("PIVOT \"x\".\"y\".\"z\"\"\" ON k", ViewContract::elsewhere))
                .isEqualTo("PIVOT \"elsewhere\".\"y\".\"z\"\"\" ON k");
    }

    private static QualifiedName elsewhere(QualifiedName name) {
        return name.catalog().equals("x") ? new QualifiedName("elsewhere", name.schema(), name.name()) : name;
    }

    @Test
    void a_table_and_its_columns_are_described_in_one_commit_and_stay_so() {
        replace("SELECT 1 AS id, 'a' AS name");
        long snapshot = tables.state(table).orElseThrow().snapshotId().orElseThrow();
        tables.describe(table, Optional.of("people"), Map.of("ID", "the key", "nowhere", "no column"));
        TableState state = tables.state(table).orElseThrow();
        assertThat(state.snapshotId()).hasValue(snapshot);
        assertThat(state.properties()).containsEntry("comment", "people");
        assertThat(state.columns())
                .extracting(Column::comment)
                .containsExactly(Optional.of("the key"), Optional.empty());
        replace("SELECT 2 AS id");
        assertThat(tables.state(table).orElseThrow().properties()).containsEntry("comment", "people");
        assertThat(tables.state(table).orElseThrow().columns())
                .extracting(Column::comment)
                .containsExactly(Optional.of("the key"));
    }

    private String catalog(TableName name) {
        return Sql.qualified(fixture.alias(), namespace, name.name());
    }

    private static String session(TableName name) {
        return Sql.qualified(DATABASE, name.namespace().get(0), name.name());
    }
}

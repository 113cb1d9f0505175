package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IcebergClientTest {

    private static final Schema NUMBERS = new Schema(Types.NestedField.optional(1, "n", Types.LongType.get()));
    private static final Schema WORDS = new Schema(Types.NestedField.optional(1, "word", Types.StringType.get()));
    private static final Namespace BRONZE = Namespace.of("bronze");
    private static final TableIdentifier A = TableIdentifier.of(BRONZE, "a");
    private static final TableIdentifier B = TableIdentifier.of(BRONZE, "b");

    private final RequestLog log = new RequestLog();
    private EmbeddedCatalog catalog;
    private RESTCatalog rest;

    @BeforeEach
    void connect() {
        catalog = Clients.catalog().onRequest(log).start();
        rest = Clients.rest(catalog);
        rest.createNamespace(BRONZE);
    }

    @AfterEach
    void close() throws Exception {
        rest.close();
        catalog.close();
    }

    @Nested
    class Namespaces {

        @Test
        void nestAndAreListedLevelByLevel() {
            rest.createNamespace(Namespace.of("bronze", "sales"), new HashMap<>(Map.of("owner", "me")));
            rest.createNamespace(Namespace.of("bronze", "sales", "de"));

            assertThat(rest.listNamespaces()).containsExactly(BRONZE);
            assertThat(rest.listNamespaces(BRONZE)).containsExactly(Namespace.of("bronze", "sales"));
            assertThat(rest.listNamespaces(Namespace.of("bronze", "sales")))
                    .containsExactly(Namespace.of("bronze", "sales", "de"));
            assertThat(rest.loadNamespaceMetadata(Namespace.of("bronze", "sales")))
                    .containsEntry("owner", "me")
                    .containsEntry("location", "file://" + catalog.storageDirectory() + "/bronze/sales/");
        }

        @Test
        void needTheirParent() {
            assertThatThrownBy(() -> rest.createNamespace(Namespace.of("silver", "sales")))
                    .isInstanceOf(NoSuchNamespaceException.class)
                    .hasMessageContaining("Namespace does not exist: silver");
        }

        @Test
        void changeTheirPropertiesButNotTheirLocation() {
            rest.setProperties(BRONZE, new HashMap<>(Map.of("owner", "me")));
            rest.removeProperties(BRONZE, new HashSet<>(Set.of("owner")));

            assertThat(rest.loadNamespaceMetadata(BRONZE)).containsOnlyKeys("location");
            assertThatThrownBy(() -> rest.setProperties(BRONZE, new HashMap<>(Map.of("location", "file:///elsewhere"))))
                    .hasMessageContaining("cannot be changed");
        }

        @Test
        void areDroppedOnlyWhenEmpty() {
            rest.createNamespace(Namespace.of("bronze", "sales"));
            assertThatThrownBy(() -> rest.dropNamespace(BRONZE)).isInstanceOf(NamespaceNotEmptyException.class);

            rest.dropNamespace(Namespace.of("bronze", "sales"));
            assertThat(rest.dropNamespace(BRONZE)).isTrue();
            assertThat(rest.dropNamespace(BRONZE)).isFalse();
        }

        @Test
        void areListedInPages() throws Exception {
            for (int i = 0; i < 5; i++) {
                rest.createNamespace(Namespace.of("n" + i));
                rest.createTable(TableIdentifier.of(BRONZE, "t" + i), NUMBERS);
            }
            log.clear();
            try (RESTCatalog paged = Clients.rest(catalog, Map.of("rest-page-size", "2"))) {
                assertThat(paged.listNamespaces()).hasSize(6);
                assertThat(paged.listTables(BRONZE)).hasSize(5);
            }

            assertThat(log.count("^GET .*pageSize=2")).isEqualTo(6);
        }
    }

    @Nested
    class Tables {

        @Test
        void areCreatedReplacedAndKeepTheirHistory() {
            Table created = rest.createTable(A, NUMBERS);
            append(created, "first").commit();
            Transaction replace = rest.newReplaceTableTransaction(A, WORDS, false);
            append(replace.table(), replace.newFastAppend(), "second").commit();
            replace.commitTransaction();

            Table table = rest.loadTable(A);
            assertThat(table.uuid()).isEqualTo(created.uuid());
            assertThat(table.schema().findField("word")).isNotNull();
            assertThat(table.snapshots()).hasSize(2);
            assertThat(table.location()).isEqualTo("file://" + catalog.storageDirectory() + "/bronze/a");
        }

        @Test
        void areCreatedOnceByTwoCreators() {
            Transaction first = rest.newCreateTableTransaction(A, NUMBERS);
            Transaction second = rest.newCreateTableTransaction(A, WORDS);
            first.commitTransaction();

            assertThatThrownBy(second::commitTransaction).isInstanceOf(AlreadyExistsException.class);
            assertThat(rest.loadTable(A).schema().findField("n")).isNotNull();
        }

        @Test
        void needTheirNamespace() {
            assertThatThrownBy(() -> rest.createTable(TableIdentifier.of("nowhere", "a"), NUMBERS))
                    .isInstanceOf(NoSuchNamespaceException.class);
            assertThatThrownBy(() -> rest.newCreateTableTransaction(TableIdentifier.of("nowhere", "a"), NUMBERS))
                    .isInstanceOf(NoSuchNamespaceException.class);
            assertThatThrownBy(() -> rest.listTables(Namespace.of("nowhere")))
                    .isInstanceOf(NoSuchNamespaceException.class);
        }

        @Test
        void areRenamedAndDropped() {
            Table table = rest.createTable(A, NUMBERS);
            rest.renameTable(A, B);

            assertThat(rest.tableExists(A)).isFalse();
            assertThat(rest.loadTable(B).uuid()).isEqualTo(table.uuid());
            assertThat(rest.dropTable(B, false)).isTrue();
            assertThat(rest.dropTable(B, false)).isFalse();
            assertThat(rest.listTables(BRONZE)).isEmpty();
        }

        @Test
        void areNotPurged() {
            rest.createTable(A, NUMBERS);

            assertThatThrownBy(() -> rest.dropTable(A, true))
                    .isInstanceOf(ForbiddenException.class)
                    .hasMessageContaining("Unable to purge entity: a");
            assertThat(rest.tableExists(A)).isTrue();
        }

        @Test
        void areRegisteredFromTheirMetadataFile() {
            rest.createTable(A, NUMBERS);
            Table table = rest.loadTable(A);
            String metadata =
                    ((HasTableOperations) table).operations().current().metadataFileLocation();
            rest.dropTable(A, false);

            assertThat(rest.registerTable(B, metadata).uuid()).isEqualTo(table.uuid());
        }

        @Test
        void lieInsideTheStorageAndNotInsideEachOther() {
            rest.createTable(A, NUMBERS);
            String base = "file://" + catalog.storageDirectory();

            assertThatThrownBy(() -> rest.buildTable(B, NUMBERS)
                            .withLocation("file:///tmp/elsewhere")
                            .create())
                    .isInstanceOf(ForbiddenException.class)
                    .hasMessageContaining("is not in the list of allowed locations");
            assertThatThrownBy(() -> rest.buildTable(B, NUMBERS)
                            .withLocation(base + "/../elsewhere")
                            .create())
                    .isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> rest.buildTable(B, NUMBERS)
                            .withLocation(base + "/bronze/a/deeper")
                            .create())
                    .isInstanceOf(ForbiddenException.class)
                    .hasMessageContaining("conflicts with existing table or namespace");
            assertThatThrownBy(() -> rest.createNamespace(Namespace.of("bronze", "a")))
                    .isInstanceOf(ForbiddenException.class);
            assertThatThrownBy(() -> rest.loadTable(A)
                            .updateProperties()
                            .set("write.metadata.path", "file:///tmp/elsewhere")
                            .commit())
                    .isInstanceOf(ForbiddenException.class);
        }

        @Test
        void areServedFromTheClientsCacheWhenUnchanged() {
            rest.createTable(A, NUMBERS);
            TableMetadata first = metadata(rest.loadTable(A));
            TableMetadata second = metadata(rest.loadTable(A));

            assertThat(second.metadataFileLocation()).isEqualTo(first.metadataFileLocation());
        }
    }

    @Nested
    class Commits {

        @Test
        void failForTheOneThatBeganWithAnOlderState() {
            Table mine = rest.createTable(A, NUMBERS);
            TableOperations operations = ((HasTableOperations) mine).operations();
            TableMetadata base = operations.current();
            Transaction replace = rest.newReplaceTableTransaction(A, WORDS, false);
            append(replace.table(), replace.newFastAppend(), "mine").commit();
            append(rest.loadTable(A), "winner").commit();

            TableMetadata replaced = metadata(replace.table());
            assertThatThrownBy(() -> rest.commitTransaction(TableCommit.create(A, base, replaced)))
                    .isInstanceOf(CommitFailedException.class)
                    .hasMessageContaining("Requirement failed");
            assertThat(rest.loadTable(A).schema().findField("n")).isNotNull();
            assertThat(names(rest.loadTable(A))).containsExactly("winner");
        }

        @Test
        void ofSeveralTablesHappenTogether() {
            rest.createTable(A, NUMBERS);
            rest.createTable(B, NUMBERS);

            rest.commitTransaction(change(A, "x"), change(B, "x"));

            assertThat(rest.loadTable(A).properties()).containsEntry("x", "set");
            assertThat(rest.loadTable(B).properties()).containsEntry("x", "set");
        }

        @Test
        void ofSeveralTablesHappenForNoneWhenOneConflicts() {
            rest.createTable(A, NUMBERS);
            rest.createTable(B, NUMBERS);
            TableCommit first = change(A, "x");
            TableMetadata base = metadata(rest.loadTable(B));
            TableMetadata withSchema =
                    TableMetadata.buildFrom(base).setCurrentSchema(more(), 2).build();
            rest.loadTable(B)
                    .updateSchema()
                    .addColumn("other", Types.LongType.get())
                    .commit();

            assertThatThrownBy(() -> rest.commitTransaction(first, TableCommit.create(B, base, withSchema)))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(rest.loadTable(A).properties()).doesNotContainKey("x");
            assertThat(rest.loadTable(B).schema().findField("more")).isNull();
        }

        @Test
        void ofATableThatIsNotThereAreNotFound() {
            rest.createTable(A, NUMBERS);
            TableCommit commit = change(A, "x");
            rest.dropTable(A, false);

            assertThatThrownBy(() -> rest.commitTransaction(commit)).isInstanceOf(NoSuchTableException.class);
        }

        @Test
        void ofManyWritersAtOnceAllArriveOnce() {
            rest.createTable(A, NUMBERS)
                    .updateProperties()
                    .set("commit.retry.num-retries", "100")
                    .set("commit.retry.min-wait-ms", "5")
                    .set("commit.retry.max-wait-ms", "50")
                    .commit();
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int writer = 0; writer < 6; writer++) {
                for (int file = 0; file < 3; file++) {
                    expected.add("w" + writer + "-" + file);
                }
                String name = "w" + writer;
                writers.add(CompletableFuture.runAsync(() -> {
                    for (int file = 0; file < 3; file++) {
                        append(rest.loadTable(A), name + "-" + file).commit();
                    }
                }));
            }
            CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

            assertThat(names(rest.loadTable(A))).containsExactlyInAnyOrderElementsOf(expected);
        }

        private TableCommit change(TableIdentifier identifier, String property) {
            TableMetadata base = metadata(rest.loadTable(identifier));
            TableMetadata changed = TableMetadata.buildFrom(base)
                    .setProperties(Map.of(property, "set"))
                    .build();
            return TableCommit.create(identifier, base, changed);
        }

        private Schema more() {
            return new Schema(
                    Types.NestedField.optional(1, "n", Types.LongType.get()),
                    Types.NestedField.optional(2, "more", Types.LongType.get()));
        }
    }

    @Nested
    class Views {

        @Test
        void areCreatedReplacedRenamedAndDropped() {
            create(A, "SELECT 1 AS n");
            View replaced = rest.buildView(A)
                    .withSchema(NUMBERS)
                    .withDefaultNamespace(BRONZE)
                    .withQuery("duckdb", "SELECT 2 AS n")
                    .replace();
            rest.renameView(A, B);

            assertThat(replaced.sqlFor("duckdb").sql()).isEqualTo("SELECT 2 AS n");
            assertThat(rest.listViews(BRONZE)).containsExactly(B);
            assertThat(rest.loadView(B).versions()).hasSize(2);
            assertThat(rest.dropView(B)).isTrue();
            assertThat(rest.viewExists(B)).isFalse();
        }

        @Test
        void shareTheirNamesWithTables() {
            create(A, "SELECT 1 AS n");
            rest.createTable(B, NUMBERS);

            assertThatThrownBy(() -> rest.createTable(A, NUMBERS)).isInstanceOf(AlreadyExistsException.class);
            assertThatThrownBy(() -> create(B, "SELECT 1 AS n")).isInstanceOf(AlreadyExistsException.class);
            assertThatThrownBy(() -> rest.renameTable(B, A)).isInstanceOf(AlreadyExistsException.class);
            assertThat(rest.listTables(BRONZE)).containsExactly(B);
        }

        private void create(TableIdentifier identifier, String sql) {
            rest.buildView(identifier)
                    .withSchema(NUMBERS)
                    .withDefaultNamespace(BRONZE)
                    .withQuery("duckdb", sql)
                    .create();
        }
    }

    private static AppendFiles append(Table table, String name) {
        return append(table, table.newFastAppend(), name);
    }

    private static AppendFiles append(Table table, AppendFiles append, String name) {
        DataFile file = DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(table.location() + "/data/" + name + ".parquet")
                .withFileSizeInBytes(100)
                .withRecordCount(1)
                .build();
        return append.appendFile(file).set("name", name);
    }

    private static List<String> names(Table table) {
        List<String> names = new ArrayList<>();
        for (Snapshot snapshot : table.snapshots()) {
            names.add(snapshot.summary().get("name"));
        }
        return names;
    }

    private static TableMetadata metadata(Table table) {
        return ((HasTableOperations) table).operations().current();
    }
}

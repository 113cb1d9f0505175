package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.CommitResult;
import dev.floe.iceberg.EmbeddedFixture;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import dev.floe.iceberg.TableState;
import dev.floe.iceberg.TableWrite;
import dev.floe.testkit.CatalogRequest;
import dev.floe.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a commit when the catalog's answer is lost, late or wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitFaultsTest {
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedFixture fixture;
    private CatalogTables tables;
    private TableName table;

    @BeforeAll
    void open() {
        fixture = new EmbeddedFixture();
        tables = CatalogTables.open(
                fixture.catalog(),
                dev.floe.duckdb.HttpOptions.none(),
                fixture.session(),
                fixture.redactor(),
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        tables.ensureNamespace(List.of("ns"));
    }

    @AfterAll
    void close() {
        tables.close();
        fixture.close();
    }

    @BeforeEach
    void freshTable() {
        table = TableName.of("ns", "t" + names.incrementAndGet());
    }

    @AfterEach
    void noMoreFaults() {
        fixture.server().onRequest(request -> Fault.none());
    }

    static Stream<Fault> answersThatGetLost() {
        return Stream.of(
                Fault.cutAfter(),
                Fault.statusAfter(500),
                Fault.statusAfter(502),
                Fault.statusAfter(503),
                Fault.statusAfter(504));
    }

    static Stream<Fault> requestsThatGetLost() {
        return Stream.of(Fault.cutBefore(), Fault.status(500), Fault.status(502), Fault.status(503), Fault.status(504));
    }

    @ParameterizedTest
    @MethodSource("answersThatGetLost")
    void a_replacement_whose_answer_is_lost_is_found_to_be_made(Fault fault) throws SQLException {
        replace("SELECT 1 AS a");
        once(fault);

        CommitResult result = replace("SELECT 2 AS a");

        assertThat(current().id()).isEqualTo(result.snapshotId());
        assertThat(value()).isEqualTo("2");
        assertThat(snapshots()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("answersThatGetLost")
    void a_creation_whose_answer_is_lost_is_found_to_be_made(Fault fault) throws SQLException {
        once(fault);

        CommitResult result = replace("SELECT 2 AS a");

        assertThat(current().id()).isEqualTo(result.snapshotId());
        assertThat(value()).isEqualTo("2");
        assertThat(snapshots()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("requestsThatGetLost")
    void a_commit_that_never_arrived_is_sent_again(Fault fault) throws SQLException {
        once(fault);
        replace("SELECT 1 AS a");
        once(fault);
        replace("SELECT 2 AS a");

        assertThat(value()).isEqualTo("2");
        assertThat(snapshots()).isEqualTo(2);
    }

    @Test
    void a_commit_that_was_made_and_then_overtaken_counts_as_made() throws SQLException {
        replace("SELECT 1 AS a");
        try (StagedWrite staged = stage("SELECT 2 AS a", seen())) {
            AtomicInteger commits = new AtomicInteger();
            fixture.server().onRequest(request -> {
                if (isCommit(request) && commits.getAndIncrement() == 0) {
                    return Fault.cutAfter();
                }
                if (request.method().equals("GET") && request.path().endsWith(table.name()) && commits.get() == 1) {
                    commits.incrementAndGet();
                    inOtherThread(() -> replace("SELECT 3 AS a"));
                }
                return Fault.none();
            });
            staged.commit();
        }
        assertThat(value()).isEqualTo("3");
        assertThat(snapshots()).isEqualTo(3);
    }

    @Test
    void a_commit_that_never_arrived_and_was_overtaken_is_a_conflict() throws SQLException {
        replace("SELECT 1 AS a");
        try (StagedWrite staged = stage("SELECT 2 AS a", seen())) {
            AtomicInteger commits = new AtomicInteger();
            fixture.server().onRequest(request -> {
                if (isCommit(request) && commits.getAndIncrement() == 0) {
                    inOtherThread(() -> replace("SELECT 3 AS a"));
                    return Fault.cutBefore();
                }
                return Fault.none();
            });
            IcebergException e = catchThrowableOfType(IcebergException.class, staged::commit);
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
        }
        assertThat(value()).isEqualTo("3");
    }

    @Test
    void a_commit_that_nobody_can_be_asked_about_is_of_unknown_outcome_and_keeps_its_files() throws Exception {
        replace("SELECT 1 AS a");
        List<String> files;
        IcebergException e;
        try (StagedWrite staged = stage("SELECT 2 AS a", seen())) {
            files = staged.files();
            AtomicInteger commits = new AtomicInteger();
            fixture.server().onRequest(request -> {
                if (isCommit(request)) {
                    commits.incrementAndGet();
                    return Fault.cutAfter();
                }
                // 403, because the library itself repeats what a 500 answers, for half a minute.
                return commits.get() > 0 ? Fault.status(403) : Fault.none();
            });
            e = catchThrowableOfType(IcebergException.class, staged::commit);
        }
        assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(e).hasMessageContaining("run-7").hasMessageContaining(table.toString());
        noMoreFaults();
        assertThat(files).allMatch(file -> Files.exists(Locations.local(file).orElseThrow()));
        assertThat(e).hasMessageContaining(String.valueOf(current().id()));
        assertThat(value()).isEqualTo("2");
    }

    @Test
    void a_commit_that_never_arrives_is_of_unknown_outcome_in_the_end() throws SQLException {
        replace("SELECT 1 AS a");
        fixture.server().onRequest(request -> isCommit(request) ? Fault.cutBefore() : Fault.none());
        IcebergException e = catchThrowableOfType(IcebergException.class, () -> replace("SELECT 2 AS a"));
        assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        noMoreFaults();
        assertThat(value()).isEqualTo("1");
    }

    @Test
    void a_refused_commit_is_no_unknown_outcome_and_leaves_no_files() throws Exception {
        CommitResult before = replace("SELECT 1 AS a");
        Path folder = Locations.local(state().location()).orElseThrow();
        List<Path> files = files(folder);
        fixture.server().onRequest(request -> isCommit(request) ? Fault.status(403) : Fault.none());
        IcebergException e = catchThrowableOfType(IcebergException.class, () -> replace("SELECT 2 AS a"));
        assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_FORBIDDEN);
        noMoreFaults();
        assertThat(current().id()).isEqualTo(before.snapshotId());
        assertThat(files(folder)).containsExactlyElementsOf(files);
    }

    @Test
    void metadata_that_cannot_be_stored_is_a_failure_of_storage_and_changes_nothing() throws Exception {
        replace("SELECT 1 AS a");
        Path metadata = Locations.local(state().location()).orElseThrow().resolve("metadata");
        Path aside = metadata.resolveSibling("aside");
        try (StagedWrite staged = stage("SELECT 2 AS a", seen())) {
            Files.move(metadata, aside);
            IcebergException e = catchThrowableOfType(IcebergException.class, staged::commit);
            Files.move(aside, metadata);
            assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED);
            assertThat(e).hasMessageContaining(metadata.toString()).hasMessageContaining("No such file or directory");
        }
        assertThat(value()).isEqualTo("1");
    }

    @Test
    void a_lost_conflict_leaves_no_files() throws Exception {
        replace("SELECT 1 AS a");
        Path folder = Locations.local(state().location()).orElseThrow();
        try (StagedWrite loser = stage("SELECT 2 AS a", seen())) {
            replace("SELECT 3 AS a");
            List<Path> files = files(folder);
            assertThat(catchThrowableOfType(IcebergException.class, loser::commit)
                            .code())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(files(folder)).hasSameElementsAs(files);
            loser.discard();
            assertThat(files(folder).size()).isEqualTo(files.size() - 1);
        }
        assertThat(value()).isEqualTo("3");
    }

    private static boolean isCommit(CatalogRequest request) {
        return request.method().equals("POST")
                && (request.path().endsWith("/transactions/commit")
                        || request.path().contains("/tables/"));
    }

    private void once(Fault fault) {
        AtomicInteger hits = new AtomicInteger();
        fixture.server().onRequest(request -> isCommit(request) && hits.getAndIncrement() == 0 ? fault : Fault.none());
    }

    private static void inOtherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Basis seen() {
        return Basis.seen(state().snapshotId());
    }

    private StagedWrite stage(String select, Basis basis) {
        return tables.stage(TableWrite.builder(table)
                .select(select)
                .basis(basis)
                .putSummary(TableWrite.RUN_ID, "run-7")
                .build());
    }

    private CommitResult replace(String select) {
        try (StagedWrite staged = stage(select, Basis.lastWriter())) {
            return staged.commit();
        }
    }

    private TableState state() {
        return tables.state(table).orElseThrow();
    }

    private TableSnapshot current() {
        return state().snapshot().orElseThrow();
    }

    private int snapshots() throws SQLException {
        return Integer.parseInt(
                ask("SELECT count(*) FROM iceberg_snapshots(" + Sql.qualified("lake", "ns", table.name()) + ")"));
    }

    private String value() throws SQLException {
        return ask("SELECT string_agg(a, ',') FROM " + Sql.qualified("lake", "ns", table.name()));
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = fixture.session().open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

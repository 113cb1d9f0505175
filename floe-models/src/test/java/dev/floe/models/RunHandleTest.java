package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunHandleTest {
    /** Hours of work, if nobody ends it. */
    private static final String ENDLESS = "{{ config(materialized='table') }}"
            + " select count(*) as n from range(100000000) a, range(100000) b where a.range % 7 = b.range % 3";

    private static final Duration AGES = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void writeProject() {
        project = new TestProject(folder);
    }

    private static ErrorCode code(RunResult result, String node) {
        return result.node(node).orElseThrow().error().orElseThrow().code();
    }

    private static NodeStatus status(RunResult result, String node) {
        return result.node(node).orElseThrow().status();
    }

    @Nested
    class Waiting {
        @Test
        void theResultIsThereForWhoWaitsAndInTheFuture() {
            project.model("a", "select 1 as n");
            try (RunHandle run = project.pipeline().build().start()) {
                assertThat(run.await(AGES).orElseThrow().success()).isTrue();
                assertThat(run.future().join()).isSameAs(run.await());
                assertThat(run.await().runId()).isEqualTo(run.runId());
                assertThat(run.progress().fraction()).isEqualTo(1);
            }
        }

        @Test
        void aTimeThatIsOverDoesNotEndTheRun() {
            project.model("endless", ENDLESS);
            try (RunHandle run = project.pipeline().build().start()) {
                assertThat(run.await(Duration.ofMillis(1))).isEmpty();
                assertThat(run.isDone()).isFalse();
            }
        }

        @Test
        void whatKeepsARunFromBeginningIsThrownByWhoeverWaits() {
            project.model("broken", "{% if %}");
            try (RunHandle run = project.pipeline().build().start()) {
                assertThatThrownBy(run::await)
                        .isInstanceOfSatisfying(
                                FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROJECT_INVALID));
                assertThatThrownBy(() -> run.await(AGES)).isInstanceOf(FloeException.class);
                assertThat(run.future()).isCompletedExceptionally();
            }
        }
    }

    @Nested
    class Cancelling {
        @Test
        void endsTheQueryThatRunsAndSkipsTheRest() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS).model("below", "select * from {{ ref('endless') }}");
            try (RunHandle run = project.pipeline()
                    .listener(onNode(began, "endless"))
                    .build()
                    .start()) {
                assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                run.cancel();
                RunResult result = run.await();
                assertThat(code(result, "endless")).isEqualTo(ErrorCode.CANCELLED);
                assertThat(status(result, "below")).isEqualTo(NodeStatus.SKIPPED);
            }
        }

        @Test
        void endsTheWriteOfFilesForAnIcebergTableAndLeavesNoTable() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS);
            try (TestCatalog catalog = new TestCatalog();
                    RunHandle run = catalog.pipeline(project, "cancelled")
                            .listener(onNode(began, "endless"))
                            .build()
                            .start()) {
                assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                run.cancel();
                assertThat(code(run.await(), "endless")).isEqualTo(ErrorCode.CANCELLED);
                assertThat(catalog.query("select count(*) from duckdb_tables() where schema_name = 'cancelled'"))
                        .containsExactly(List.of("0"));
            }
        }

        @Test
        void aFutureThatIsCancelledOrGivenUpCancelsTheRun() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS);
            try (RunHandle run = project.pipeline()
                    .listener(onNode(began, "endless"))
                    .build()
                    .start()) {
                assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                CompletableFuture<RunResult> future = run.future();
                future.cancel(true);
                assertThat(code(run.await(), "endless")).isEqualTo(ErrorCode.CANCELLED);
            }
        }

        @Test
        void closingEndsEverything() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS);
            RunHandle run = project.pipeline()
                    .listener(onNode(began, "endless"))
                    .build()
                    .start();
            assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
            run.close();
            assertThat(run.isDone()).isTrue();
            assertThat(project.query("select count(*) from duckdb_tables()")).containsExactly(List.of("0"));
        }
    }

    @Nested
    class BesideAnotherRun {
        @Test
        void onOneInstanceNeitherTakesAnythingFromTheOther() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS).model("seen", "select 1 as n");
            TestProject other = new TestProject(folder.resolve("other"))
                    .model("seen", "select 2 as n")
                    .model("copy", "{{ config(materialized='table') }} select * from {{ ref('seen') }}");
            try (Connection callers = DriverManager.getConnection("jdbc:duckdb:");
                    TestCatalog catalog = new TestCatalog()) {
                try (RunHandle run = catalog.pipeline(project, "one")
                        .connection(callers)
                        .listener(onNode(began, "endless"))
                        .build()
                        .start()) {
                    assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                    FloePipeline second =
                            catalog.pipeline(other, "two").connection(callers).build();
                    assertThat(second.run().success()).isTrue();
                    assertThat(second.run().success()).isTrue();
                    assertThat(run.isDone()).isFalse();
                }
                assertThat(databases(callers)).isEqualTo("memory");
            }
        }

        @Test
        @SuppressWarnings("try")
        void thatWritesTheSameTableItIsRefusedOrWaitsOrGoesOnAsThePolicySays() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS).model("other", "select 1 as n");
            try (RunHandle run = project.pipeline()
                    .listener(onNode(began, "endless"))
                    .build()
                    .start()) {
                assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                assertThatThrownBy(() -> project.pipeline().build().run())
                        .isInstanceOfSatisfying(
                                FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_OVERLAPS))
                        .hasMessageContainingAll(run.runId(), "main.");
                RunResult allowed = project.pipeline()
                        .overlaps(OverlapPolicy.ALLOW)
                        .select("other")
                        .build()
                        .run();
                assertThat(allowed.notices()).anyMatch(notice -> notice.contains(run.runId()));
                try (RunHandle waiting = project.pipeline()
                        .overlaps(OverlapPolicy.WAIT)
                        .select("other")
                        .build()
                        .start()) {
                    assertThat(waiting.await(Duration.ofMillis(300))).isEmpty();
                    run.close();
                    assertThat(waiting.await().success()).isTrue();
                }
            }
        }

        @Test
        void thatWritesOtherTablesItDoesNotMind() throws Exception {
            CountDownLatch began = new CountDownLatch(1);
            project.model("endless", ENDLESS).model("other", "select 1 as n");
            try (RunHandle run = project.pipeline()
                    .select("endless")
                    .listener(onNode(began, "endless"))
                    .build()
                    .start()) {
                assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
                assertThat(project.pipeline().select("other").build().run().success())
                        .isTrue();
                assertThat(run.isDone()).isFalse();
            }
        }

        private String databases(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select string_agg(database_name, ' ') from duckdb_databases() where not internal")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static RunListener onNode(CountDownLatch began, String name) {
        return event -> {
            if (event instanceof RunEvent.NodeStarted started && started.name().equals(name)) {
                began.countDown();
            }
        };
    }

    @Nested
    class Deadlines {
        @Test
        @SuppressWarnings("try")
        void endWhatRunsAndSayWhy() {
            project.model("endless", ENDLESS).model("below", "select * from {{ ref('endless') }}");
            CompletableFuture<RunResult> ended = new CompletableFuture<>();
            RunListener listener = event -> {
                if (event instanceof RunEvent.RunFinished finished) {
                    ended.complete(finished.result());
                }
            };
            FloePipeline pipeline = project.pipeline()
                    .deadline(Duration.ofSeconds(10))
                    .listener(listener)
                    .build();
            RunResult result;
            try (RunHandle run = pipeline.start()) {
                result = ended.join();
            }
            assertThat(code(result, "endless")).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(result.node("endless").orElseThrow().message()).contains("deadline of 10.0 s");
            assertThat(status(result, "below")).isEqualTo(NodeStatus.SKIPPED);
        }

        @Test
        void giveControlBackThoughACatalogDoesNotAnswer() throws IOException {
            project.model("a", "select 1 as n");
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                CatalogConfig catalog = CatalogConfig.builder()
                        .type(CatalogType.POLARIS)
                        .uri(new ConfigValue.Literal("http://localhost:" + silent.getLocalPort() + "/api/catalog"))
                        .warehouse("w")
                        .credentials(CredentialsConfig.oauth2("client-id", "client-secret"))
                        .build();
                RunHandle run = project.pipeline()
                        .spec(FloeSpec.builder("shop").build())
                        .platform(PlatformConfig.builder()
                                .putCatalogs("default", catalog)
                                .build())
                        .environment(Map.of("CLIENT_ID", "a", "CLIENT_SECRET", "b"))
                        .extensions(DuckDbExtensions.directory(DuckDbExtensionRepository.locate()))
                        .deadline(Duration.ofSeconds(2))
                        .build()
                        .start();
                assertThatThrownBy(run::await)
                        .isInstanceOfSatisfying(
                                FloeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
            }
        }

        @Test
        void haveToBePositive() {
            assertThatThrownBy(() -> FloePipeline.builder().deadline(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Progress {
        @Test
        void showsWhatRunsAndHowFarItsQueryIs() {
            project.model("first", "{{ config(materialized='table') }} select range as n from range(1000000)")
                    .model(
                            "endless",
                            "{{ config(materialized='table') }} select count(*) as n from {{ ref('first') }} a, {{ ref('first') }} b"
                                    + " where a.n % 7 = b.n % 3");
            try (RunHandle run = project.pipeline().build().start()) {
                RunProgress seen = run.progress();
                while (seen.running().stream()
                        .noneMatch(node ->
                                node.name().equals("endless") && node.query().isPresent())) {
                    assertThat(run.await(Duration.ofMillis(20))).isEmpty();
                    seen = run.progress();
                }
                assertThat(seen.phase()).isEqualTo(RunProgress.Phase.RUNNING);
                assertThat(seen.succeeded()).containsExactly("model.shop.first");
                assertThat(seen.running())
                        .extracting(RunProgress.RunningNode::uniqueId)
                        .containsExactly("model.shop.endless");
                assertThat(seen.fraction()).isBetween(0.5, 1.0);
            }
        }

        @Test
        void isWhatALaterAttemptGoesOnFrom() {
            project.model("first", "select 1 as n")
                    .model("second", "select * from {{ ref('first') }}")
                    .model("other", "select nothing");
            RunResult later;
            try (RunHandle run = project.pipeline().build().start()) {
                assertThat(run.await().success()).isFalse();
                project.model("other", "select 2 as n");
                later = project.pipeline()
                        .finished(run.progress().succeeded())
                        .build()
                        .run();
            }
            assertThat(later.nodes()).extracting(NodeResult::name).containsExactly("other");
        }
    }

    @Nested
    class Listeners {
        @Test
        void hearEverythingInItsOrderThoughAnotherOneThrows() {
            project.model("first", "select 1 as n").model("second", "select * from {{ ref('first') }}");
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            RunResult result = project.pipeline()
                    .listener(event -> {
                        throw new StackOverflowError("as deep as it gets");
                    })
                    .listener(event -> {
                        if (!(event instanceof RunEvent.StatementFinished)) {
                            heard.add(event.getClass().getSimpleName());
                        }
                    })
                    .build()
                    .run();
            assertThat(result.success()).isTrue();
            assertThat(heard)
                    .containsExactly(
                            "RunStarted",
                            "NodeStarted",
                            "BuildFinished",
                            "NodeStarted",
                            "BuildFinished",
                            "RunFinished");
        }

        @Test
        void hearWhatEndedHowAndTheStatementsOfANodeBeforeItsEnd() {
            project.model("good", "{{ config(materialized='table') }} select 1 as n")
                    .model("bad", "select nothing")
                    .model("below", "select * from {{ ref('bad') }}")
                    .file("tests/none.sql", "select * from {{ ref('good') }} where n > 1");
            List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
            project.pipeline().listener(heard::add).build().run();

            assertThat(heard)
                    .filteredOn(event -> event instanceof RunEvent.NodeFinished)
                    .extracting(event -> event.getClass().getSimpleName() + " "
                            + ((RunEvent.NodeFinished) event).result().name())
                    .containsExactlyInAnyOrder(
                            "BuildFinished good", "BuildFinished bad", "NodeSkipped below", "TestFinished none");
            List<String> good = heard.stream()
                    .filter(event -> (event instanceof RunEvent.StatementFinished ended
                                    && ended.uniqueId().equals(Optional.of("model.shop.good")))
                            || (event instanceof RunEvent.BuildFinished built
                                    && built.result().name().equals("good")))
                    .map(event -> event instanceof RunEvent.StatementFinished ended
                            ? ended.sql().substring(0, 6) + " " + ended.success()
                            : "end")
                    .toList();
            assertThat(good).contains("create true").endsWith("end");
        }

        @Test
        void measureWhatHappensWithFewTags() {
            project.model("a", "{{ config(materialized='table') }} select 1 as n")
                    .model("b", "select nothing");
            Map<String, Long> counted = new ConcurrentHashMap<>();
            project.pipeline()
                    .listener(new RunMeasures(new RunMeasures.Meter() {
                        @Override
                        public void count(String name, long amount, Map<String, String> tags) {
                            counted.merge(name + new TreeMap<>(tags), amount, Long::sum);
                        }

                        @Override
                        public void time(String name, Duration took, Map<String, String> tags) {
                            counted.merge(name + new TreeMap<>(tags), 1L, Long::sum);
                        }
                    }))
                    .build()
                    .run();
            assertThat(counted)
                    .containsEntry("floe.runs{command=build, success=false}", 1L)
                    .containsEntry("floe.nodes{status=success, type=model}", 1L)
                    .containsEntry("floe.nodes{status=error, type=model}", 1L)
                    .containsEntry("floe.rows{type=model}", 1L)
                    .containsKey("floe.statements{success=true}");
        }

        @Test
        void areNotNeededForARecordingOfTheJvm() throws Exception {
            project.model("a", "{{ config(materialized='table') }} select 1 as n");
            Path file = folder.resolve("run.jfr");
            try (Recording recording = new Recording()) {
                recording.enable("dev.floe.Node");
                recording.start();
                project.run();
                recording.stop();
                recording.dump(file);
            }
            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> event.getEventType().getName().equals("dev.floe.Node"))
                    .extracting(event ->
                            event.getString("node") + " " + event.getString("status") + " " + event.getLong("rows"))
                    .containsExactly("model.shop.a success 1");
        }

        @Test
        void thatNeverComeBackKeepNobodyFromTheResult() throws Exception {
            project.model("a", "select 1 as n");
            CountDownLatch interrupted = new CountDownLatch(1);
            RunResult result = project.pipeline()
                    .listener(event -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                    })
                    .build()
                    .run();
            assertThat(result.success()).isTrue();
            assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}

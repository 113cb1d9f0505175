package dev.floe.it.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.models.FloePipeline;
import dev.floe.models.NodeResult;
import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/hosts.md, run by what stands for their hosts. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostsIT {
    private static final String ENDLESS = "{{ config(materialized='table') }}"
            + " select count(*) as n from range(100000000) a, range(100000) b where a.range % 7 = b.range % 3";

    @TempDir
    private Path folder;

    private final CountDownLatch began = new CountDownLatch(1);

    @BeforeEach
    void writeProject() throws IOException {
        write("dbt_project.yml", "name: shop\nprofile: shop\n");
        write(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: duckdb, path: '" + folder.resolve("shop.duckdb") + "'}}}\n");
        write("models/first.sql", "select 1 as n");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private FloePipeline.Builder pipeline() {
        RunListener listener = event -> {
            if (event instanceof RunEvent.NodeStarted started && started.name().equals("endless")) {
                began.countDown();
            }
        };
        return FloePipeline.builder().project(folder).environment(Map.of()).listener(listener);
    }

    @Test
    void aSchedulerGetsTheResultAndMayCancel() throws Exception {
        ExecutorService scheduler = Executors.newSingleThreadExecutor();
        try {
            List<Double> seen = new ArrayList<>();
            RunResult result =
                    scheduler.submit(new ScheduledBuild(pipeline(), seen::add)).get();
            assertThat(result.success()).isTrue();

            write("models/endless.sql", ENDLESS);
            Future<RunResult> cancelled = scheduler.submit(new ScheduledBuild(pipeline(), seen::add));
            assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
            cancelled.cancel(true);
        } finally {
            scheduler.shutdown();
            assertThat(scheduler.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void aTaskIsKilledFromAnotherThread() throws Exception {
        assertThat(new KillableTask(pipeline().build()).run()).containsEntry("built", 1L);

        write("models/endless.sql", ENDLESS);
        KillableTask task = new KillableTask(pipeline().build());
        Thread killer = new Thread(() -> {
            try {
                began.await();
                task.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        assertThatThrownBy(task::run).hasMessageContaining("the run was cancelled");
        killer.join();
    }

    @Test
    void aLaterAttemptGoesOnWhereTheEarlierOneWas() throws IOException {
        write("models/second.sql", "select nothing");
        List<List<String>> kept = new ArrayList<>();
        assertThat(ResumingStep.run(pipeline(), List.of(), kept::add, () -> false)
                        .success())
                .isFalse();

        write("models/second.sql", "select 2 as n");
        List<String> state = kept.get(kept.size() - 1);
        assertThat(state).containsExactly("model.shop.first");
        RunResult later = ResumingStep.run(pipeline(), state, kept::add, () -> false);
        assertThat(later.success()).isTrue();
        assertThat(later.nodes()).extracting(NodeResult::name).containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ScheduledBuild", "KillableTask", "ResumingStep"})
    void noneTakesMoreThanThirtyLinesOfWiring(String program) throws IOException {
        assertThat(Files.readAllLines(Path.of("src/test/java/dev/floe/it/hosts", program + ".java")))
                .filteredOn(line -> !line.isBlank()
                        && !line.startsWith("import")
                        && !line.startsWith("//")
                        && !line.strip().startsWith("*")
                        && !line.strip().startsWith("/*"))
                .hasSizeLessThanOrEqualTo(30);
    }
}

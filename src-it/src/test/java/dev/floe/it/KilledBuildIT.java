package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import dev.floe.models.Command;
import dev.floe.models.NodeResult;
import dev.floe.models.OverlapPolicy;
import dev.floe.models.RunResult;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds of a project that are killed at any moment, and builds that meet: every table is an old or a new one, nothing is there twice, and
 * the next run succeeds. What has to hold is said by the project's own tests. The system property {@code floe.build-kills} says
 * how many are killed on each kind of catalog.
 */
class KilledBuildIT {
    private static final int KILLS = Integer.getInteger("floe.build-kills", 3);

    private static final String KEPT =
            "{{ config(materialized='incremental', incremental_strategy='%s', unique_key='i') }} "
                    + "select r.i, {{ var('generation') }} as generation from range(3000) as r(i)";

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    @TempDir
    private Path folder;

    private final Random random = new Random();

    @Test
    void onIcebergTablesAreOldOrNewWheneverABuildIsKilled() throws Exception {
        survives(project(TwoTierFiles.write(folder, CatalogUnderTest.get(), NAMESPACE.name() + ".killed")));
    }

    @Test
    void onDuckDbTablesAreOldOrNewWheneverABuildIsKilled() throws Exception {
        survives(project(TwoTierFiles.duckDb(folder)));
    }

    @Test
    void buildsThatMeetLoseNothingAndDoubleNothing() throws Exception {
        TestProject project = project(TwoTierFiles.write(folder, CatalogUnderTest.get(), NAMESPACE.name() + ".met"));
        assertThat(KilledBuild.build(project.pipeline()).failed()).isEmpty();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2; round++) {
                List<Future<RunResult>> both = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    both.add(pool.submit(
                            () -> KilledBuild.build(project.pipeline().overlaps(OverlapPolicy.ALLOW))));
                }
                for (Future<RunResult> each : both) {
                    for (NodeResult failed : each.get().failed()) {
                        assertThat(failed.error().map(error -> error.code()))
                                .as(failed.message())
                                .hasValue(ErrorCode.CONFLICT);
                    }
                }
                check(project);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(KilledBuild.build(project.pipeline()).failed()).isEmpty();
    }

    private static TestProject project(TwoTierFiles files) {
        return new TestProject(files)
                .named("killed")
                .file("seeds/raw.csv", "id,name\n1,a\n2,b\n3,c\n")
                .file(
                        "models/replaced.sql",
                        "select i, {{ var('generation') }} as generation from range(30000) as r(i)")
                .file(
                        "models/seen.sql",
                        "{{ config(materialized='view') }} select * from {{ ref('replaced') }} where i < 100")
                .file("models/appended.sql", """
                        {{ config(materialized='incremental', incremental_strategy='append') }}
                        select r.i + {% if is_incremental() %}(select max(i) + 1 from {{ this }}){% else %}0{% endif %} as i
                        from range(1000) as r(i)
                        """)
                .file("models/rewritten.sql", KEPT.formatted("delete+insert"))
                .file("models/merged.sql", KEPT.formatted("merge"))
                .file("models/batched.sql", """
                        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ts', batch_size='day',
                                  begin='2026-01-01') }}
                        select {{ var('generation') }} as generation, timestamp '{{ model.batch.event_time_start }}' + interval (i) minute as ts
                        from range(500) as r(i)
                        """)
                .file("snapshots/people.sql", """
                        {% snapshot people %}
                        {{ config(unique_key='id', strategy='check', check_cols=['name']) }}
                        select id, name || '{{ var("generation") }}' as name from {{ ref('raw') }}
                        {% endsnapshot %}
                        """)
                .file("tests/replaced_is_whole.sql", whole("replaced", 30000))
                .file("tests/rewritten_is_whole.sql", whole("rewritten", 3000))
                .file("tests/merged_is_whole.sql", whole("merged", 3000))
                .file("tests/seen_is_whole.sql", whole("seen", 100))
                .file("tests/appended_has_no_gaps.sql", """
                        select 1 from {{ ref('appended') }}
                        having count(*) != count(distinct i) or count(*) != max(i) + 1 or count(*) % 1000 != 0
                        """)
                .file("tests/batches_are_whole.sql", """
                        select ts::date from {{ ref('batched') }} group by 1 having count(*) != 500 or count(distinct generation) != 1
                        union all select null from {{ ref('batched') }} having count(distinct ts::date) != 3
                        """)
                .file("tests/people_are_there_once.sql", """
                        select id from {{ ref('people') }} group by id having count(*) filter (where dbt_valid_to is null) != 1
                        """)
                .file("tests/raw_is_whole.sql", "select 1 from {{ ref('raw') }} having count(*) != 3");
    }

    private static String whole(String model, int rows) {
        return "select 1 from {{ ref('" + model + "') }} having count(*) != " + rows + " or count(distinct i) != "
                + rows + " or count(distinct generation) != 1";
    }

    private void survives(TestProject project) throws IOException, InterruptedException {
        for (int i = 0; i < KILLS; i++) {
            kill(project, random.nextInt(2500));
            check(project);
        }
        assertThat(KilledBuild.build(project.pipeline()).failed()).isEmpty();
        check(project);
    }

    /** The project's tests, without anything being built. */
    private static void check(TestProject project) {
        RunResult tests =
                project.pipeline().vars(Map.of("generation", 0)).build().run(Command.TEST);
        assertThat(tests.nodes()).hasSize(8);
        assertThat(tests.failed()).isEmpty();
    }

    /** Kills a build some time after its first one, in the middle of another, with SIGKILL. */
    private static void kill(TestProject project, long millis) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBuild.class.getName(),
                        project.files().directory().toString())
                .redirectErrorStream(true);
        builder.environment().putAll(project.files().environment());
        builder.environment()
                .put(
                        DuckDbExtensionRepository.SETTING,
                        DuckDbExtensionRepository.locate().toString());
        Process process = builder.start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder said = new StringBuilder();
            for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
                assertThat(line).as("The build ended:\n%s", said).isNotNull();
                said.append(line).append('\n');
                assertThat(line).doesNotStartWith("failed:");
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}

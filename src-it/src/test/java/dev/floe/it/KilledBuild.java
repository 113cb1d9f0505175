package dev.floe.it;

import dev.floe.models.FloePipeline;
import dev.floe.models.RunResult;
import java.nio.file.Path;
import java.util.Map;

/** A program that builds a project again and again until it is killed. */
final class KilledBuild {
    private KilledBuild() {}

    /**
     * Says a line when the first build is done and others follow.
     *
     * @param arguments the project's folder; secrets come from the environment
     */
    public static void main(String[] arguments) {
        TwoTierFiles files = new TwoTierFiles(Path.of(arguments[0]), Map.copyOf(System.getenv()));
        RunResult first = build(new TestProject(files).pipeline());
        System.out.println(first.success() ? "ready" : "failed: " + first.failed());
        while (true) {
            build(new TestProject(files).pipeline());
        }
    }

    /** Builds everything with rows of a generation of their own. */
    static RunResult build(FloePipeline.Builder pipeline) {
        return pipeline.vars(Map.of("generation", System.nanoTime()))
                .eventTime("2026-01-01", "2026-01-04")
                .build()
                .run();
    }
}

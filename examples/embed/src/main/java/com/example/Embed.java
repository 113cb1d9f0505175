package com.example;

import dev.floe.FloeException;
import dev.floe.models.FloePipeline;
import dev.floe.models.RunEvent;
import dev.floe.models.RunResult;
import java.nio.file.Path;

/** Runs the quickstart from code, in the folder that floe was cloned to. */
public final class Embed {
    public static void main(String[] args) {
        try {
            System.exit(run().success() ? 0 : 1);
        } catch (FloeException e) {
            System.err.println(e.code() + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static RunResult run() {
        // tag::run[]
        RunResult result = FloePipeline.builder()
                .project(Path.of("examples/quickstart"))
                .listener(event -> {
                    if (event instanceof RunEvent.NodeFinished finished) {
                        System.out.println(finished.result().status() + " " + finished.result().name());
                    }
                })
                .build()
                .run();

        result.node("monthly_revenue").ifPresent(node ->
                System.out.println(node.relation().orElseThrow() + ": " + node.rows().orElseThrow() + " rows"));
        result.failed().forEach(node -> System.err.println(node.name() + ": " + node.message()));
        // end::run[]
        return result;
    }
}

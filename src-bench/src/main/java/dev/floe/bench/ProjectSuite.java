package dev.floe.bench;

import dev.floe.models.run.Scheduling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reading generated projects of growing size, each in fresh JVMs with a gibibyte of heap. */
final class ProjectSuite implements Suite {
    private static final double BAR_SECONDS = 10;
    private static final double SCHEDULING_BAR_MICROS = 100;
    private static final int LARGEST = 10_000;

    @Override
    public String name() {
        return "project";
    }

    @Override
    public String title() {
        return "generated projects read from scratch: YAML, models, four tests a model; JVM start included, -Xmx1g";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        List<Measure> measures = new ArrayList<>();
        for (int models : new int[] {1000, 2000, 5000, LARGEST}) {
            Path folder = Files.createTempDirectory("floe-bench-project-");
            try {
                int nodes = GeneratedProject.write(folder, models);
                measures.addAll(measure(folder, models, nodes, effort));
            } finally {
                Processes.delete(folder);
            }
        }
        for (Jmh.Score score : Jmh.warm(Scheduling.class, effort)) {
            int models = Integer.parseInt(score.parameter());
            int nodes = models * Scheduling.NODES_PER_MODEL;
            measures.add(Measure.of(
                            String.format(Locale.ROOT, "%s %,d nodes, for each", score.method(), nodes),
                            "floe",
                            score.micros() / nodes,
                            "µs")
                    .plusMinus(score.error() / nodes)
                    .within(SCHEDULING_BAR_MICROS));
        }
        return measures;
    }

    private static List<Measure> measure(Path folder, int models, int nodes, Effort effort) throws Exception {
        List<Double> seconds = new ArrayList<>();
        double heap = 0;
        for (int i = 0; i < effort.repetitions(); i++) {
            long start = System.nanoTime();
            String printed =
                    Processes.run(Processes.java(List.of("-Xmx1g"), ParseProgram.class, folder.toString(), "1"), "");
            seconds.add((System.nanoTime() - start) / 1e9);
            heap = Math.max(heap, Double.parseDouble(printed.lines().toList().get(1)));
        }
        String what = String.format(Locale.ROOT, "read %,d models, %,d nodes", models, nodes);
        double median = Processes.median(seconds);
        Measure time = Measure.of(what, "floe", median, "s")
                .plusMinus(Processes.spread(seconds))
                .noting(String.format(Locale.ROOT, "%.0f µs a node, heap up to %.0f MiB", median * 1e6 / nodes, heap));
        return List.of(models == LARGEST ? time.within(BAR_SECONDS) : time);
    }
}

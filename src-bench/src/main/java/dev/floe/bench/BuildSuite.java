package dev.floe.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What floe itself takes of a run in a warm JVM: beside its statements by JDBC alone, and with a listener beside without. */
final class BuildSuite implements Suite {
    private static final int WARM_TURNS = 20;
    private static final int TURNS_PER_REPETITION = 10;
    private static final double STATEMENTS_BAR = 1.3;
    private static final double LISTENER_BAR = 1.02;

    @Override
    public String name() {
        return "build";
    }

    @Override
    public String title() {
        return "runs in a warm JVM, one worker, a new database in memory each time";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        List<Measure> measures = new ArrayList<>();
        measures.addAll(compare(
                "statements",
                "build 15 models, 40 tests, 3 seeds",
                List.of("floe", "the same statements by JDBC"),
                STATEMENTS_BAR,
                effort));
        measures.addAll(compare(
                "listener", "build 100 models", List.of("floe with a listener", "floe without"), LISTENER_BAR, effort));
        return measures;
    }

    private static List<Measure> compare(String program, String what, List<String> subjects, double bar, Effort effort)
            throws Exception {
        Path folder = Files.createTempDirectory("floe-bench-build-");
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try {
            String turns = String.valueOf(effort.repetitions() * TURNS_PER_REPETITION);
            String printed = Processes.run(
                    Processes.java(
                            List.of("-Xmx1g"),
                            RunProgram.class,
                            program,
                            folder.toString(),
                            String.valueOf(WARM_TURNS),
                            turns),
                    "");
            for (String line : printed.lines().toList()) {
                String[] pair = line.split(" ", -1);
                first.add(Double.valueOf(pair[0]));
                second.add(Double.valueOf(pair[1]));
                ratios.add(first.get(first.size() - 1) / second.get(second.size() - 1));
            }
        } finally {
            Processes.delete(folder);
        }
        return List.of(
                Measure.of(what, subjects.get(0), Processes.median(first), "ms"),
                Measure.of(what, subjects.get(1), Processes.median(second), "ms"),
                Measure.of(what, String.join(" / ", subjects), Processes.median(ratios), "")
                        .within(bar)
                        .noting(String.format(Locale.ROOT, "median of %d pairs, taken in turns", ratios.size())));
    }
}

package dev.floe.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole commands, each time in a new process on a new database file: floe's launcher beside dbt-core, and where floe's time goes. */
final class ColdSuite implements Suite {
    /** Of dbt-core's time. */
    private static final double BAR = 0.2;

    private static final String WHAT = "build 15 models, 40 tests, 3 seeds";

    @Override
    public String name() {
        return "cold";
    }

    @Override
    public String title() {
        return "commands in new processes; dbt-core with its cache of parsed files, floe from the second start on";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        Path root = Path.of(System.getProperty("bench.root", ".."));
        Path project = Files.createTempDirectory("floe-bench-cold-");
        try {
            Shop.write(project);
            String floe = root.resolve("floe").toString();
            String dbt = Python.interpreter().resolveSibling("dbt").toString();
            Map<String, Command> commands = new LinkedHashMap<>();
            commands.put("floe", new Command(List.of(floe, "build"), Map.of()));
            commands.put(
                    "floe, FLOE_FAST_START=off", new Command(List.of(floe, "build"), Map.of("FLOE_FAST_START", "off")));
            commands.put(
                    "dbt-core",
                    new Command(
                            List.of(dbt, "build", "--quiet", "--profiles-dir", "."),
                            Map.of("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")));
            Map<String, List<Double>> seconds = inTurns(commands, project, effort);

            Map<String, Command> parts = new LinkedHashMap<>();
            parts.put("java -version", new Command(java(List.of("-version")), Map.of()));
            parts.put("floe --version", new Command(List.of(floe, "--version"), Map.of()));
            Path prepared = prepared(root);
            parts.put(
                    "a JVM that opens DuckDB",
                    new Command(
                            java(List.of(
                                    "-Djava.library.path=" + prepared,
                                    "-cp",
                                    prepared.resolve("floe.jar") + ":"
                                            + System.getProperty("java.class.path")
                                                    .split(":", -1)[0],
                                    OpenDuckDb.class.getName())),
                            Map.of()));
            Map<String, List<Double>> rest = inTurns(parts, project, effort);
            return measures(seconds, rest);
        } finally {
            Processes.delete(project);
        }
    }

    private record Command(List<String> words, Map<String, String> environment) {}

    private static List<Measure> measures(Map<String, List<Double>> seconds, Map<String, List<Double>> parts) {
        List<Measure> measures = new ArrayList<>();
        seconds.forEach((subject, times) -> measures.add(measure(WHAT, subject, times)));
        double ratio = Processes.median(seconds.getOrDefault("floe", List.of()))
                / Processes.median(seconds.getOrDefault("dbt-core", List.of()));
        measures.add(Measure.of(WHAT, "floe / dbt-core", ratio, "").within(BAR));
        parts.forEach((subject, times) -> measures.add(measure("of floe's time", subject, times)));
        return measures;
    }

    private static Measure measure(String what, String subject, List<Double> seconds) {
        return Measure.of(what, subject, Processes.median(seconds), "s").plusMinus(Processes.spread(seconds));
    }

    /** The launcher's own options. */
    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return command;
    }

    /** The folder that the launcher used last. */
    private static Path prepared(Path root) throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                root.resolve("floe-cli").resolve("target").resolve("launch"))) {
            for (Path folder : folders) {
                if (newest == null
                        || Files.getLastModifiedTime(folder).compareTo(Files.getLastModifiedTime(newest)) > 0) {
                    newest = folder;
                }
            }
        }
        if (newest == null) {
            throw new IOException("the launcher has prepared nothing");
        }
        return newest;
    }

    /** The seconds of each command, one after the other and again; a first round is not counted. */
    private static Map<String, List<Double>> inTurns(Map<String, Command> commands, Path folder, Effort effort)
            throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = -1; round < effort.repetitions(); round++) {
            for (Map.Entry<String, Command> entry : commands.entrySet()) {
                Path database = folder.resolve("shop.duckdb");
                Files.deleteIfExists(database);
                Map<String, String> environment =
                        new LinkedHashMap<>(entry.getValue().environment());
                environment.put("SHOP_DATABASE", database.toString());
                long start = System.nanoTime();
                Processes.run(entry.getValue().words(), "", folder, environment);
                if (round >= 0) {
                    seconds.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                            .add((System.nanoTime() - start) / 1e9);
                }
            }
        }
        return seconds;
    }
}

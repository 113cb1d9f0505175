package dev.floe.bench;

import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What floe-iceberg takes to write tables: beside DuckDB's bare COPY, for small tables, in memory, and to start. */
final class TablesSuite implements Suite {
    private static final int LARGE = 5_000_000;
    private static final double LARGE_BAR = 1.1;
    private static final double SMALL_BAR = 100;
    private static final int SMALL_WARM = 20;
    private static final int TABLES = 200;
    private static final double MANY_BAR = 1.1;
    private static final int LESS = 2_000_000;
    private static final int MORE = 20_000_000;
    private static final double MEMORY_BAR = 1.1;

    /** Found once, not in each of the measured processes. */
    private static final String EXTENSIONS =
            "-D" + DuckDbExtensionRepository.SETTING + "=" + DuckDbExtensionRepository.locate();

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String title() {
        return "tables of an Iceberg REST catalog of this machine, on local files, written by floe-iceberg alone";
    }

    @Override
    public List<Measure> measure(Effort effort) throws Exception {
        Path folder = Files.createTempDirectory("floe-bench-tables-");
        try (EmbeddedCatalog catalog = EmbeddedCatalog.builder()
                .principal(TablesProgram.CLIENT, TablesProgram.CLIENT)
                .storageDirectory(Files.createDirectory(folder.resolve("warehouse")))
                .start()) {
            List<Measure> measures = new ArrayList<>();
            measures.addAll(large(catalog, folder, effort));
            measures.addAll(small(catalog, effort));
            measures.addAll(many(catalog));
            measures.addAll(memory(catalog));
            measures.addAll(start(catalog, effort));
            return measures;
        } finally {
            Processes.delete(folder);
        }
    }

    private static List<Measure> large(EmbeddedCatalog catalog, Path folder, Effort effort)
            throws IOException, InterruptedException {
        String what = "write 5 million rows";
        List<Double> copies = new ArrayList<>();
        List<Double> replacements = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (List<Double> pair : run(
                catalog,
                "large",
                String.valueOf(LARGE),
                String.valueOf(2 * effort.repetitions()),
                folder.resolve("copy").toString())) {
            copies.add(pair.get(0));
            replacements.add(pair.get(1));
            ratios.add(pair.get(1) / pair.get(0));
        }
        return List.of(
                Measure.of(what, "floe, replacing a table", Processes.median(replacements), "ms"),
                Measure.of(what, "the bare COPY", Processes.median(copies), "ms"),
                Measure.of(what, "floe / COPY", Processes.median(ratios), "")
                        .within(LARGE_BAR)
                        .noting(String.format(Locale.ROOT, "median of %d pairs, taken in turns", ratios.size())));
    }

    private static List<Measure> small(EmbeddedCatalog catalog, Effort effort)
            throws IOException, InterruptedException {
        String what = "replace 1,000 rows";
        List<Double> times = first(run(catalog, "small", String.valueOf(SMALL_WARM + 10 * effort.repetitions())));
        return List.of(
                Measure.of(what, "floe, first in a JVM", times.get(0), "ms"),
                Measure.of(what, "floe", Processes.median(times.subList(SMALL_WARM, times.size())), "ms")
                        .within(SMALL_BAR));
    }

    private static List<Measure> many(EmbeddedCatalog catalog) throws IOException, InterruptedException {
        String what = "create 200 tables of 1,000 rows";
        List<Double> times = first(run(catalog, "many", String.valueOf(TABLES)));
        int quarter = TABLES / 4;
        double early = Processes.median(times.subList(quarter, 2 * quarter));
        double late = Processes.median(times.subList(TABLES - quarter, TABLES));
        return List.of(
                Measure.of(what, "each of the second fifty", early, "ms"),
                Measure.of(what, "each of the last fifty", late, "ms"),
                Measure.of(what, "last / second fifty", late / early, "").within(MANY_BAR));
    }

    private static List<Measure> memory(EmbeddedCatalog catalog) throws IOException, InterruptedException {
        String what = "peak memory of the process";
        double less = first(run(catalog, "memory", String.valueOf(LESS))).get(0);
        double more = first(run(catalog, "memory", String.valueOf(MORE))).get(0);
        return List.of(
                Measure.of(what, "2 million rows", less, "MiB"),
                Measure.of(what, "20 million rows", more, "MiB"),
                Measure.of(what, "20 / 2 million rows", more / less, "").within(MEMORY_BAR));
    }

    private static List<Measure> start(EmbeddedCatalog catalog, Effort effort)
            throws IOException, InterruptedException {
        String what = "open DuckDB and attach, in a new JVM";
        List<List<Double>> alone = new ArrayList<>();
        List<List<Double>> after = new ArrayList<>();
        List<List<Double>> beside = new ArrayList<>();
        for (int i = 0; i < effort.repetitions(); i++) {
            alone.addAll(run(catalog, "start", "attach"));
            after.addAll(run(catalog, "start", "after"));
            beside.addAll(run(catalog, "start", "beside"));
        }
        double classes = after.get(0).get(1) - alone.get(0).get(1);
        return List.of(
                Measure.of(what, "no commits", Processes.median(first(alone)), "ms"),
                Measure.of(what, "then connect for commits", Processes.median(first(after)), "ms")
                        .noting(String.format(Locale.ROOT, "%.0f classes more", classes)),
                Measure.of(what, "connect beside it", Processes.median(first(beside)), "ms"));
    }

    private static List<Double> first(List<List<Double>> lines) {
        return lines.stream().map(line -> line.get(0)).toList();
    }

    /** The figures that the program prints, line by line. */
    private static List<List<Double>> run(EmbeddedCatalog catalog, String... what)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(catalog.uri().toString(), catalog.warehouse()));
        arguments.addAll(List.of(what));
        String printed = Processes.run(
                Processes.java(List.of("-Xmx256m", EXTENSIONS), TablesProgram.class, arguments.toArray(String[]::new)),
                "");
        return printed.lines()
                .map(line -> List.of(line.split(" ", -1)).stream()
                        .map(Double::valueOf)
                        .toList())
                .toList();
    }
}

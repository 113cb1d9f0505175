package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of examples/tables, which docs/tables.md shows: a connection and a catalog's configuration, and nothing of floe but floe-iceberg. */
class TablesExampleIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PROGRAM = ROOT.resolve("examples/tables/src/main/java/com/example/Tables.java");

    /** What Maven found that floe-iceberg needs when it runs. */
    private static final Path CLASS_PATH = ROOT.resolve("floe-iceberg/target/runtime-class-path");

    private static final long MOST_BYTES = 20_000_000;

    @TempDir
    private Path folder;

    @Test
    void writesATableWithFloeIcebergAlone() throws Exception {
        CatalogUnderTest catalog = CatalogUnderTest.get();
        assumeThat(catalog.s3())
                .as("the example has no keys for an object store")
                .isEmpty();
        String classPath = Files.exists(CLASS_PATH)
                ? ROOT.resolve("floe-iceberg/target/classes")
                        + System.getProperty("path.separator")
                        + Files.readString(CLASS_PATH)
                : System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, PROGRAM.toString());
        assertThat(compiled).isZero();
        Path output = folder.resolve("output");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + System.getProperty("path.separator") + classPath,
                        "com.example.Tables",
                        catalog.uri().toString(),
                        catalog.warehouse())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("POLARIS_CLIENT_ID", catalog.clientId());
        program.environment().put("POLARIS_CLIENT_SECRET", catalog.clientSecret());
        Process process = program.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(output)).contains("1000 rows in 3 files", "2 snapshots");
        assertThat(process.exitValue()).isZero();
        assertThat(Witness.get().count(List.of("shop"), "orders", "branch = 2")).isEqualTo(1);
    }

    @Test
    void floeIcebergAndWhatItNeedsAreBelowTwentyMegabytesWithoutTheDriver() throws IOException {
        assumeThat(CLASS_PATH)
                .as("the class path of floe-iceberg: made by Maven alone")
                .exists();
        long bytes = size(ROOT.resolve("floe-iceberg/target/classes"));
        for (String entry : Files.readString(CLASS_PATH).split(System.getProperty("path.separator"), -1)) {
            bytes += entry.contains("duckdb_jdbc") ? 0 : size(Path.of(entry));
        }
        assertThat(bytes).isBetween(10_000_000L, MOST_BYTES);
    }

    /** Of a jar, or of the classes that will be one, which are larger. */
    private static long size(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}

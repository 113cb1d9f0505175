package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of examples/embed, which the README shows: compiled as it stands, and run in a process of its own. */
class EmbedExampleIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PROGRAM = ROOT.resolve("examples/embed/src/main/java/com/example/Embed.java");

    @TempDir
    private Path folder;

    @Test
    void buildsTheQuickstartFromCode() throws Exception {
        copy(ROOT.resolve("examples/quickstart"), folder.resolve("examples/quickstart"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String classPath = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", classPath, PROGRAM.toString());
        assertThat(compiled).isZero();

        Path output = folder.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + System.getProperty("path.separator") + classPath,
                        "com.example.Embed")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(output))
                .contains("SUCCESS raw_orders", "PASS revenue_adds_up", "quickstart.gold.monthly_revenue: 6 rows");
        assertThat(program.exitValue()).isZero();
        assertThat(folder.resolve("examples/quickstart/quickstart.duckdb")).isNotEmptyFile();
    }

    @Test
    void takesNoMoreThanFortyLines() throws IOException {
        assertThat(Files.readAllLines(PROGRAM)).hasSizeLessThanOrEqualTo(40);
    }

    /** What the project is made of, without what an earlier run may have left. */
    private static void copy(Path from, Path to) throws IOException {
        List<String> leftOver = List.of("target", "quickstart.duckdb", "quickstart.duckdb.wal");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                if (!leftOver.contains(relative.getName(0).toString())) {
                    Path copy = to.resolve(relative);
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
    }
}

package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/configuration.md, held against the code. */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @TempDir
    static Path folder;

    @Test
    void everySampleOfTheReferenceLoads() throws IOException {
        Matcher sample = Pattern.compile("```yaml\n# (floe|platform)\\.yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REFERENCE));
        int samples = 0;
        while (sample.find()) {
            String text = sample.group(2);
            Project project = sample.group(1).equals("floe")
                    ? Project.of(folder, text, Project.DUCKDB)
                    : Project.of(folder, Project.FLOE, text);
            assertThat(project.load().spec().name()).isEqualTo("customer-analytics");
            samples++;
        }
        assertThat(samples).isEqualTo(5);
    }
}

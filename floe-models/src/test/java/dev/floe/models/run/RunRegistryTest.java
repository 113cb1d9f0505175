package dev.floe.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.models.run.RunRegistry.Claimed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRegistryTest {
    private static final Set<String> RELATIONS = Set.of("lake: gold.orders");

    @TempDir
    Path folder;

    @Test
    void aClaimThatItsOwnProcessLookedAtIsStillSeenByAnother() throws Exception {
        RunRegistry registry = new RunRegistry(folder);
        try (RunClaim claim = registry.claim("first", RELATIONS, false)) {
            assertThat(claim.overlapped()).isEqualTo(Claimed.NONE);
            assertThat(registry.claim("second", RELATIONS, false).overlapped().run())
                    .isEqualTo("first");

            assertThat(elsewhere()).isEqualTo("first");
        }
        assertThat(elsewhere()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** What another process is told. */
    private String elsewhere() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Elsewhere.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return told;
    }

    /** Claims the same in a process of its own, and prints whom it met. */
    static final class Elsewhere {
        public static void main(String[] arguments) throws Exception {
            try (RunClaim claim = new RunRegistry(Path.of(arguments[0])).claim("third", RELATIONS, false)) {
                System.out.print(claim.overlapped().run());
            }
        }
    }
}

package dev.floe.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An interpreter with what the comparisons need: the one that {@code FLOE_BENCH_PYTHON} names, or else an environment made once below
 * {@code ~/.cache/floe}, anew when {@code python.requirements} changes.
 */
final class Python {
    private static final String REQUIREMENTS = "python.requirements";

    private Python() {}

    /** The interpreter. */
    static Path interpreter() throws IOException, InterruptedException {
        Optional<String> given = Optional.ofNullable(System.getenv("FLOE_BENCH_PYTHON"));
        if (given.isPresent()) {
            return Path.of(given.get());
        }
        List<String> steps = Resources.text(REQUIREMENTS).lines().toList();
        String key = UUID.nameUUIDFromBytes(String.join("\n", steps).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        Path environment = Path.of(System.getProperty("user.home"), ".cache", "floe", "bench-venv", key);
        Path complete = environment.resolve(".complete");
        Path python = environment.resolve("bin").resolve("python");
        if (!Files.exists(complete)) {
            System.err.println("Making the Python environment " + environment + " …");
            Processes.run(List.of("python3", "-m", "venv", "--clear", environment.toString()), "");
            for (String step : steps) {
                List<String> pip = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "--quiet"));
                pip.addAll(List.of("--disable-pip-version-check", "--no-input", "--only-binary", ":all:"));
                pip.addAll(Arrays.asList(step.split(" ", -1)));
                Processes.run(pip, "");
            }
            Files.createFile(complete);
        }
        return python;
    }

    /** Runs a script that lies beside these classes; what it printed. */
    static String run(String script, String input) throws IOException, InterruptedException {
        return Processes.run(List.of(interpreter().toString(), "-c", Resources.text(script)), input);
    }
}

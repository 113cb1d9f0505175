package dev.floe.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A script among the test resources, run in the environment with dbt and Dagster; its answers are the lines that begin with {@code @},
 * each in JSON. Its name may not begin with {@code dbt_}: dbt imports whatever it finds of such a name. It has a home of its own in which DuckDB's extensions are installed.
 */
final class PythonScript {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTES = 8;

    /** The DuckDB of the requirements. */
    private static final String DUCKDB = "v1.5.5";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param folder the working folder; the home is made below it
     * @param environment set over that of this process
     */
    PythonScript(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        Path extensions = DuckDbExtensionRepository.locate().resolve(DUCKDB);
        Assumptions.assumeTrue(
                Files.isDirectory(extensions),
                () -> "[floe-it] skipped: Python has DuckDB " + DUCKDB + ", and its extensions are not in "
                        + extensions);
        Path home = folder.resolve("home");
        Path places = Files.createDirectories(home.resolve(".duckdb").resolve("extensions"));
        if (!Files.exists(places.resolve(DUCKDB))) {
            Files.createSymbolicLink(places.resolve(DUCKDB), extensions.toRealPath());
        }
        this.environment.put("HOME", home.toString());
        this.environment.put("DAGSTER_HOME", "");
        this.environment.put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
        this.environment.put("PYTHONUNBUFFERED", "1");
        this.environment.putAll(environment);
    }

    /** Runs a script with these arguments and this input; its answers. */
    List<JsonNode> run(String script, List<String> arguments, String input) throws IOException {
        Path file = Files.writeString(folder.resolve(script), PythonEnvironment.resource(script));
        Path output = Files.createTempFile(folder, "script-", ".out");
        Path lines = Files.writeString(Files.createTempFile(folder, "script-", ".in"), input);
        List<String> command =
                new ArrayList<>(List.of(PythonEnvironment.DBT.python().toString(), file.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(lines.toFile())
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(script + " was not done in " + MINUTES + " minutes: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(script + " failed:\n" + printed);
        }
        List<JsonNode> answers = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            if (line.startsWith("@")) {
                answers.add(JSON.readTree(line.substring(1)));
            }
        }
        return answers;
    }
}

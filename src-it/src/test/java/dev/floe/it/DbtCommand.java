package dev.floe.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The real dbt on a project whose folder holds its profiles.yml too, and is the working folder. */
final class DbtCommand {
    private static final Set<String> COUNTED = Set.of("model", "seed", "snapshot", "test", "unit_test", "operation");
    private static final int FAILED_NODES = 1;
    private static final long MINUTES = 5;

    private final Path project;
    private final Map<String, String> environment;

    DbtCommand(Path project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /** Installs the packages of the project, which have to be local ones. */
    void installPackages() throws IOException {
        int status = execute(List.of("deps"));
        if (status != 0) {
            throw failure("deps");
        }
    }

    /** Runs a command, which may find that nodes fail; gives the status of each node, and how many rows a test found. */
    Map<String, String> run(List<String> arguments) throws IOException {
        Path results = project.resolve("target/run_results.json");
        Files.deleteIfExists(results);
        int status = execute(arguments);
        if (status > FAILED_NODES || !Files.exists(results)) {
            throw failure(arguments.get(0));
        }
        return verdicts(results);
    }

    /** Runs a command whatever it says of nodes; gives its exit code. */
    int status(List<String> arguments) throws IOException {
        return execute(arguments);
    }

    private IOException failure(String command) throws IOException {
        return new IOException("dbt " + command + " failed:\n" + Files.readString(output(), StandardCharsets.UTF_8));
    }

    private Path output() {
        return project.resolve("dbt.out");
    }

    private int execute(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(PythonEnvironment.DBT.python().resolveSibling("dbt").toString());
        command.addAll(arguments);
        command.addAll(List.of("--project-dir", project.toString(), "--profiles-dir", project.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " was not done in " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return process.exitValue();
    }

    private static Map<String, String> verdicts(Path results) throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode result : new ObjectMapper().readTree(results.toFile()).path("results")) {
            String id = result.path("unique_id").asText();
            if (COUNTED.contains(id.substring(0, id.indexOf('.')))) {
                String status = result.path("status").asText();
                long failures = result.path("failures").asLong();
                verdicts.put(id, failures == 0 ? status : status + " " + failures);
            }
        }
        return verdicts;
    }
}

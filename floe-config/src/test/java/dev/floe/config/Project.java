package dev.floe.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project's folder with both files in it, and an environment of its own. */
final class Project {
    static final String FLOE = """
            name: customer-analytics
            catalog: default
            """;

    static final String PLATFORM = """
            version: "1.2.0"
            catalogs:
              default:
                type: polaris
                uri: http://polaris:8181/api/catalog
                warehouse: demo
                credentials:
                  mode: oauth2
                  client_id:
                    secret_ref: polaris-client-id
                  client_secret:
                    secret_ref: polaris-client-secret
                  scope: "PRINCIPAL_ROLE:service_admin"
            infrastructure:
              resource_profiles:
                transform:
                  requests:
                    cpu: 1000m
                    memory: 4Gi
                  limits:
                    cpu: 8000m
                    memory: 12Gi
                  env:
                    DUCKDB_MEMORY_LIMIT: 8GB
                    DUCKDB_THREADS: "4"
                    DUCKDB_TEMP_DIRECTORY: /tmp/duckdb
            """;

    static final String DUCKDB = """
            catalogs:
              default:
                type: duckdb
                path: lake.duckdb
            """;

    final Path folder;
    final Map<String, String> environment = new HashMap<>();

    Project(Path folder) {
        this.folder = folder;
        environment.put("POLARIS_CLIENT_ID", "the-client-id");
        environment.put("POLARIS_CLIENT_SECRET", "the-client-secret");
    }

    static Project of(Path folder, String floe, String platform) {
        Project project = new Project(folder);
        project.write("floe.yaml", floe);
        project.write("platform.yaml", platform);
        return project;
    }

    Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigLoader.Builder loader() {
        return ConfigLoader.builder().projectDirectory(folder).environment(environment);
    }

    ResolvedConfig load() {
        return loader().build().load();
    }

    ConfigException failure() {
        return failure(loader());
    }

    static ConfigException failure(ConfigLoader.Builder loader) {
        try {
            ResolvedConfig config = loader.build().load();
            throw new AssertionError("a ConfigException was expected, but this was loaded: " + config);
        } catch (ConfigException e) {
            return e;
        }
    }

    /** The problems as {@code file:line:col: key.path: CODE}, the file by its name alone. */
    static List<String> places(ConfigException e) {
        return e.problems().stream()
                .map(problem ->
                        problem.file().map(file -> file.getFileName() + ":").orElse("") + problem.line() + ":"
                                + problem.column() + " " + problem.keyPath() + " " + problem.code())
                .toList();
    }

    static Optional<String> message(ConfigException e, String keyPath) {
        return e.problems().stream()
                .filter(problem -> problem.keyPath().equals(keyPath))
                .map(ConfigProblem::message)
                .findFirst();
    }
}

package dev.floe.it;

import dev.floe.config.ConfigLoader;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.WritePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code floe.yaml} and {@code platform.yaml} for the catalog under test, written into a project folder, and the
 * environment that their secret references are resolved through.
 *
 * @param directory the project folder
 * @param environment only what the secrets need; never the process's own
 */
record TwoTierFiles(Path directory, Map<String, String> environment) {

    /** The name of the platform file. */
    static final String PLATFORM_FILE = "platform.yaml";

    /**
     * Writes both files.
     *
     * @param namespace where models without a layer go
     */
    static TwoTierFiles write(Path directory, CatalogUnderTest catalog, String namespace) {
        return write(directory, catalog, namespace, WritePath.COMMIT, Map.of());
    }

    /**
     * Writes both files.
     *
     * @param namespace where models without a layer go
     * @param layers the namespace of each layer; the folder of the same name below {@code models} belongs to it
     */
    static TwoTierFiles write(
            Path directory,
            CatalogUnderTest catalog,
            String namespace,
            WritePath writePath,
            Map<String, String> layers) {
        Map<String, String> environment = new HashMap<>();
        environment.put("POLARIS_CLIENT_ID", catalog.clientId());
        environment.put("POLARIS_CLIENT_SECRET", catalog.clientSecret());
        StringBuilder platform = new StringBuilder("""
                catalogs:
                  default:
                    type: polaris
                    uri: "%s"
                    warehouse: "%s"
                    namespace: "%s"
                    write_path: %s
                    credentials:
                      mode: oauth2
                      client_id: {secret_ref: polaris-client-id}
                      client_secret: {secret_ref: polaris-client-secret}
                      scope: "%s"
                """.formatted(
                        catalog.uri(),
                        catalog.warehouse(),
                        namespace,
                        writePath.name().toLowerCase(Locale.ROOT),
                        catalog.scope()));
        catalog.s3().ifPresent(store -> {
            environment.put("IT_S3_KEY", store.accessKeyId());
            environment.put("IT_S3_SECRET", store.secretAccessKey());
            platform.append("""
                    storage:
                      default:
                        type: s3
                        endpoint: "%s"
                        region: %s
                        path_style_access: true
                        credentials:
                          mode: static
                          client_id: {secret_ref: it-s3-key}
                          client_secret: {secret_ref: it-s3-secret}
                    """.formatted(store.endpoint(), S3Store.REGION));
            store.bucket()
                    .ifPresent(bucket ->
                            platform.append("    bucket: ").append(bucket).append('\n'));
        });
        StringBuilder spec = new StringBuilder("name: integration-test\ncatalog: default\n");
        if (!layers.isEmpty()) {
            platform.append("layers:\n");
            spec.append("layers:\n");
            layers.forEach((layer, place) -> {
                platform.append("  ")
                        .append(layer)
                        .append(": {namespace: \"")
                        .append(place)
                        .append("\"}\n");
                spec.append("  ").append(layer).append(": ").append(layer).append('\n');
            });
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(ConfigLoader.FLOE_FILE), spec);
            Files.writeString(directory.resolve(PLATFORM_FILE), platform);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TwoTierFiles(directory, Map.copyOf(environment));
    }

    /** Writes both files for a DuckDB database in the folder. */
    static TwoTierFiles duckDb(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(ConfigLoader.FLOE_FILE), "name: integration-test\ncatalog: default\n");
            Files.writeString(
                    directory.resolve(PLATFORM_FILE),
                    "catalogs:\n  default:\n    type: duckdb\n    path: killed.duckdb\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TwoTierFiles(directory, Map.of());
    }

    Path platformFile() {
        return directory.resolve(PLATFORM_FILE);
    }

    /** What floe makes of the files. */
    ResolvedConfig load() {
        return ConfigLoader.builder()
                .projectDirectory(directory)
                .platformFile(platformFile())
                .environment(environment)
                .build()
                .load();
    }
}

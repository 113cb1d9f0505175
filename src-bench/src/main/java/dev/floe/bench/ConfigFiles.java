package dev.floe.bench;

import dev.floe.config.ConfigLoader;
import dev.floe.config.ResolvedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Both tiers on disk, and how they are loaded. */
final class ConfigFiles {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "LAKE_ACCESS_KEY", "access",
            "LAKE_SECRET_KEY", "a secret of the benchmark",
            "POLARIS_CLIENT_ID", "client",
            "POLARIS_CLIENT_SECRET", "another secret of the benchmark");

    private ConfigFiles() {}

    static Path write() {
        try {
            Path folder = Files.createTempDirectory("floe-bench-config-");
            for (String file : new String[] {"floe.yaml", "platform.yaml"}) {
                Path path = folder.resolve(file);
                Files.writeString(path, Resources.text("config/" + file));
                path.toFile().deleteOnExit();
            }
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ResolvedConfig load(Path folder) {
        return ConfigLoader.builder()
                .projectDirectory(folder)
                .platformFile(folder.resolve("platform.yaml"))
                .environment(ENVIRONMENT)
                .build()
                .load();
    }
}

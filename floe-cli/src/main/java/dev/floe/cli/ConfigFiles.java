package dev.floe.cli;

import dev.floe.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where the two files of a configuration are, for commands that look at nothing else. */
final class ConfigFiles {
    @Parameters(
            arity = "0..1",
            paramLabel = "FLOE_YAML",
            defaultValue = ".",
            description = "floe.yaml, or the folder that it is in. Default: this folder.")
    private Path floeYaml = Path.of(".");

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    ConfigLoader loader() {
        boolean folder = Files.isDirectory(floeYaml);
        Path file = (folder ? floeYaml.resolve(ConfigLoader.FLOE_FILE) : floeYaml).toAbsolutePath();
        ConfigLoader.Builder builder = ConfigLoader.builder().floeFile(file);
        Optional.ofNullable(file.getParent()).ifPresent(builder::projectDirectory);
        platform.file().ifPresent(builder::platformFile);
        platform.environment().ifPresent(builder::environmentName);
        return builder.build();
    }
}

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
        ConfigLoader.Builder builder = builder();
        platform.environment().ifPresent(builder::environmentName);
        return builder.build();
    }

    /** For an environment, whichever one the options name. */
    ConfigLoader loader(String environment) {
        return builder().environmentName(environment).build();
    }

    /** The folder that floe.yaml is in. */
    Path folder() {
        return Optional.ofNullable(file().getParent()).orElse(file());
    }

    private ConfigLoader.Builder builder() {
        ConfigLoader.Builder builder = ConfigLoader.builder().floeFile(file()).projectDirectory(folder());
        platform.file().ifPresent(builder::platformFile);
        return builder;
    }

    private Path file() {
        boolean folder = Files.isDirectory(floeYaml);
        return (folder ? floeYaml.resolve(ConfigLoader.FLOE_FILE) : floeYaml).toAbsolutePath();
    }
}

package dev.floe.cli;

import dev.floe.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the two files of a configuration are, for commands that look at nothing else. */
final class ConfigFiles {
    @Parameters(
            arity = "0..1",
            paramLabel = "FLOE_YAML",
            defaultValue = ".",
            description = "floe.yaml, or the folder that it is in. Default: this folder.")
    private Path floeYaml = Path.of(".");

    @Option(
            names = "--platform-file",
            paramLabel = "FILE",
            description = "The platform's file. Default: FLOE_PLATFORM_FILE, then the places of the environment.")
    private @Nullable Path platformFile;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment to find platform.yaml for. Default: FLOE_PLATFORM_ENV, then local.")
    private @Nullable String environment;

    ConfigLoader loader() {
        boolean folder = Files.isDirectory(floeYaml);
        Path file = (folder ? floeYaml.resolve(ConfigLoader.FLOE_FILE) : floeYaml).toAbsolutePath();
        ConfigLoader.Builder builder = ConfigLoader.builder().floeFile(file);
        Optional.ofNullable(file.getParent()).ifPresent(builder::projectDirectory);
        Optional.ofNullable(platformFile).ifPresent(builder::platformFile);
        Optional.ofNullable(environment).ifPresent(builder::environmentName);
        return builder.build();
    }
}

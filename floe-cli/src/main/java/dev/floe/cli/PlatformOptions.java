package dev.floe.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which platform file counts. */
final class PlatformOptions {
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

    Optional<Path> file() {
        return Optional.ofNullable(platformFile);
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }
}

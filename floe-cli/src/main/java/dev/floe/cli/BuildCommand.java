package dev.floe.cli;

import dev.floe.models.Command;
import picocli.CommandLine;

/** {@code floe build}. */
@CommandLine.Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Loads seeds, builds models and runs tests, each as soon as what it reads is built and tested.")
final class BuildCommand extends PipelineCommand {
    BuildCommand() {
        super(Command.BUILD);
    }
}

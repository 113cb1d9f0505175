package dev.floe.cli;

import dev.floe.models.Command;
import picocli.CommandLine;

/** {@code floe run}. */
@CommandLine.Command(name = "run", mixinStandardHelpOptions = true, description = "Builds models.")
final class RunCommand extends PipelineCommand {
    RunCommand() {
        super(Command.RUN);
    }
}

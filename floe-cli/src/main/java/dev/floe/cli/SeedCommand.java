package dev.floe.cli;

import dev.floe.models.Command;
import picocli.CommandLine;

/** {@code floe seed}. */
@CommandLine.Command(name = "seed", mixinStandardHelpOptions = true, description = "Loads seeds.")
final class SeedCommand extends PipelineCommand {
    SeedCommand() {
        super(Command.SEED);
    }
}

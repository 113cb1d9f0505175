package dev.floe.cli;

import dev.floe.models.Command;
import picocli.CommandLine;

/** {@code floe test}. */
@CommandLine.Command(name = "test", mixinStandardHelpOptions = true, description = "Runs tests.")
final class TestCommand extends PipelineCommand {
    TestCommand() {
        super(Command.TEST);
    }
}

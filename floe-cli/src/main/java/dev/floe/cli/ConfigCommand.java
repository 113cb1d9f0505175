package dev.floe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Looks at the configuration.",
        subcommands = ExplainCommand.class)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What is to be done? Say explain.");
    }
}

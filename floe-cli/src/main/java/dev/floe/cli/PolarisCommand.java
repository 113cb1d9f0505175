package dev.floe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe polaris}: what an administrator of Apache Polaris does once. */
@Command(
        name = "polaris",
        mixinStandardHelpOptions = true,
        description = "Sets an Apache Polaris server up.",
        subcommands = PolarisInitCommand.class)
final class PolarisCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What is to be done? Say init.");
    }
}

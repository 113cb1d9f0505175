package dev.floe.cli;

import dev.floe.FloeException;
import dev.floe.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Tells why a run could not begin. */
final class Failures {
    private Failures() {}

    /** Prints the failure; a stack trace only where floe itself is at fault. */
    static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException config) {
            err.println(config.code().name() + ": " + config.render().stripTrailing());
        } else if (failure instanceof FloeException known) {
            err.println(known.code().name() + ": " + known.getMessage());
        } else {
            err.println("floe failed unexpectedly; please report this:");
            failure.printStackTrace(err);
        }
        err.flush();
        return FloeCommand.NOT_BEGUN;
    }
}

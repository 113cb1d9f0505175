package dev.floe.cli;

import dev.floe.models.Command;
import dev.floe.models.NodeResult;
import dev.floe.models.RunResult;
import java.io.PrintWriter;
import picocli.CommandLine;

/** {@code floe compile}. */
@CommandLine.Command(
        name = "compile",
        mixinStandardHelpOptions = true,
        description = "Renders models, snapshots, tests and analyses to SQL, and runs none of it.")
final class CompileCommand extends PipelineCommand {
    CompileCommand() {
        super(Command.COMPILE);
    }

    /** What is selected by name is shown. */
    @Override
    void show(RunResult result, PrintWriter out) {
        if (options().selects()) {
            for (NodeResult node : result.nodes()) {
                node.sql().ifPresent(sql -> {
                    out.println();
                    out.println("-- " + node.name());
                    out.println(sql.strip());
                });
            }
        }
    }
}

package dev.floe.cli;

import dev.floe.models.Command;
import dev.floe.models.NodeResult;
import dev.floe.models.RunResult;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe compile}. */
@CommandLine.Command(
        name = "compile",
        mixinStandardHelpOptions = true,
        description = "Renders models, snapshots, tests and analyses to SQL, and runs none of it.")
final class CompileCommand extends PipelineCommand {
    @Spec
    private CommandSpec spec;

    @Option(names = "--inline", paramLabel = "SQL", description = "SQL, with Jinja, to be rendered instead of nodes.")
    private @Nullable String inline;

    CompileCommand() {
        super(Command.COMPILE);
    }

    @Override
    public Integer call() {
        if (inline == null) {
            return super.call();
        }
        FloeCommand.out(spec).println(options().pipeline().build().compileInline(inline));
        FloeCommand.out(spec).flush();
        return FloeCommand.OK;
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

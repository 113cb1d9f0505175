package dev.floe.cli;

import dev.floe.models.NodeResult;
import dev.floe.models.NodeStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code floe run-operation}. */
@Command(name = "run-operation", mixinStandardHelpOptions = true, description = "Runs a macro by itself.")
final class RunOperationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MACRO",
            description = "The macro, with its package before a dot where it is not the project's.")
    private String macro = "";

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Option(names = "--args", paramLabel = "YAML", description = "Its arguments, as a YAML map: '{name: value}'.")
    private @Nullable String arguments;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
        NodeResult result = options.pipeline()
                .listener(new ProgressReport(terminal))
                .build()
                .runOperation(macro, options.yaml("--args", arguments));
        if (result.status() != NodeStatus.SUCCESS) {
            terminal.line(terminal.styled(Terminal.Style.BAD, result.name() + " failed"));
            result.message().lines().forEach(line -> terminal.line("  " + line));
            return FloeCommand.FAILED;
        }
        return FloeCommand.OK;
    }
}

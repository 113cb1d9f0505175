package dev.floe.cli;

import dev.floe.models.RunResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Runs again what failed or was skipped in the last run, with the arguments of that run.")
final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() {
        if (options.selects()) {
            throw new ParameterException(
                    spec.commandLine(), "retry selects by the last run's results; leave --select out");
        }
        Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
        ProgressReport report = new ProgressReport(terminal);
        RunResult result = options.pipeline().listener(report).build().retry();
        report.notices(result);
        FloeCommand.out(spec).flush();
        return result.success() ? FloeCommand.OK : FloeCommand.FAILED;
    }
}

package dev.floe.cli;

import dev.floe.models.Command;
import dev.floe.models.RunListener;
import dev.floe.models.RunResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs a project. */
abstract class PipelineCommand implements Callable<Integer> {
    private final Command command;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    PipelineCommand(Command command) {
        this.command = command;
    }

    /** Shows what a command has to show beyond its progress. */
    void show(RunResult result, PrintWriter out) {
        // Most have nothing.
    }

    PipelineOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        if (options.jsonWanted()) {
            RunListener log = new JsonLog(FloeCommand.out(spec));
            RunResult result = options.pipeline().listener(log).build().run(command);
            return result.success() ? FloeCommand.OK : FloeCommand.FAILED;
        }
        Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
        ProgressReport report = new ProgressReport(terminal);
        RunResult result = options.pipeline().listener(report).build().run(command);
        report.notices(result);
        show(result, FloeCommand.out(spec));
        FloeCommand.out(spec).flush();
        return result.success() ? FloeCommand.OK : FloeCommand.FAILED;
    }
}

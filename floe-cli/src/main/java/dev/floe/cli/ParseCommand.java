package dev.floe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code floe parse}. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Reads the project, tells of its problems and writes its manifest; connects to nothing.")
final class ParseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() {
        List<String> notices = options.pipeline().build().parse();
        Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
        terminal.line("The project can be read.");
        notices.forEach(notice -> terminal.line(terminal.styled(Terminal.Style.FAINT, "note: " + notice)));
        return FloeCommand.OK;
    }
}

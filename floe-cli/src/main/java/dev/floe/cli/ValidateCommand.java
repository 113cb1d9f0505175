package dev.floe.cli;

import dev.floe.config.ConfigException;
import dev.floe.config.ConfigLoader;
import dev.floe.config.ConfigProblem;
import dev.floe.config.Notice;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe validate}: every problem of both files, without connecting to anything. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks floe.yaml and platform.yaml without connecting to anything.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:both files are fine", "1:there are problems", "2:usage"})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigFiles files = new ConfigFiles();

    @Option(
            names = "--secrets",
            description = "Look whether every secret of the project is there and can be read, too.")
    private boolean secrets;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: a list of {file, line, column, keyPath, code, message}. Default: text.")
    private Format format = Format.TEXT;

    @Option(names = "--no-color", description = "Print without colour; so does the variable NO_COLOR.")
    private boolean noColor;

    /** How problems are printed. */
    enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        List<ConfigProblem> problems = List.of();
        List<Notice> notices = List.of();
        ConfigLoader loader = files.loader();
        try {
            notices = secrets ? loader.load().notices() : loader.read().notices();
        } catch (ConfigException e) {
            problems = e.problems();
        }
        if (format == Format.JSON) {
            FloeCommand.out(spec).println(ProblemsJson.of(problems));
            FloeCommand.out(spec).flush();
        } else {
            Terminal terminal = Terminal.of(FloeCommand.out(spec), !noColor && System.getenv("NO_COLOR") == null);
            print(terminal, problems, notices);
        }
        return problems.isEmpty() ? FloeCommand.OK : FloeCommand.FAILED;
    }

    private static void print(Terminal terminal, List<ConfigProblem> problems, List<Notice> notices) {
        for (ConfigProblem problem : problems) {
            terminal.line(terminal.styled(Terminal.Style.STRONG, problem.place()) + " "
                    + terminal.styled(Terminal.Style.BAD, "[" + problem.code() + "]"));
            problem.excerpt().lines().forEach(line -> terminal.line(terminal.styled(Terminal.Style.FAINT, line)));
            terminal.line("  " + problem.message());
            terminal.line("");
        }
        for (Notice notice : notices) {
            terminal.line(terminal.styled(Terminal.Style.FAINT, "note: " + notice.message()));
        }
        terminal.line(
                problems.isEmpty()
                        ? terminal.styled(Terminal.Style.GOOD, "Both files are fine.")
                        : terminal.styled(
                                Terminal.Style.BAD,
                                problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
    }
}

package dev.floe.cli;

import dev.floe.models.FreshnessResult;
import dev.floe.models.NodeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe source}. */
@Command(
        name = "source",
        mixinStandardHelpOptions = true,
        description = "Looks at sources.",
        subcommands = SourceCommand.Fresh.class)
final class SourceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What is to be done? Say freshness.");
    }

    /** {@code floe source freshness}. */
    @Command(
            name = "freshness",
            mixinStandardHelpOptions = true,
            description = "Tells how old the newest rows of sources are, and writes sources.json.")
    static final class Fresh implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private PipelineOptions options = new PipelineOptions();

        @Override
        public Integer call() {
            Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
            List<FreshnessResult> results = options.pipeline().build().sourceFreshness();
            results.forEach(result -> terminal.line(line(result)));
            return results.stream().allMatch(result -> result.status().letsOthersRun())
                    ? FloeCommand.OK
                    : FloeCommand.FAILED;
        }

        private static String line(FreshnessResult result) {
            String age = result.age()
                    .map(Fresh::age)
                    .orElseGet(() ->
                            "\n  " + result.error().map(Throwable::getMessage).orElse(""));
            return String.format(Locale.ROOT, "  %-5s %-40s %s", word(result.status()), result.name(), age);
        }

        private static String word(NodeStatus status) {
            return switch (status) {
                case PASS -> "pass";
                case WARN -> "warn";
                default -> "ERROR";
            };
        }

        private static String age(Duration age) {
            return String.format(
                    Locale.ROOT,
                    "%d d %02d:%02d:%02d",
                    age.toDays(),
                    age.toHoursPart(),
                    age.toMinutesPart(),
                    age.toSecondsPart());
        }
    }
}

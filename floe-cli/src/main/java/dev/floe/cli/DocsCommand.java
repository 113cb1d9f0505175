package dev.floe.cli;

import dev.floe.models.FloePipeline;
import dev.floe.models.RunResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe docs}. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = "Writes what documentation is made from.",
        subcommands = {DocsCommand.Generate.class, DocsCommand.Serve.class})
final class DocsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What is to be done? Say generate.");
    }

    /** {@code floe docs generate}. */
    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = "Compiles the project and writes manifest.json and catalog.json.")
    static final class Generate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private PipelineOptions options = new PipelineOptions();

        @Option(
                names = "--compile",
                negatable = true,
                defaultValue = "true",
                fallbackValue = "true",
                description = "Whether nodes are compiled first. Default: they are.")
        private boolean compile;

        @Option(names = "--empty-catalog", description = "Do not look at the databases.")
        private boolean emptyCatalog;

        /** Never asked: dbt's own page is not written. */
        @SuppressWarnings("UnusedVariable")
        @Option(
                names = {"--static", "--no-static"},
                hidden = true)
        private boolean page;

        @Override
        public Integer call() {
            Terminal terminal = Terminal.of(FloeCommand.out(spec), options.colorWanted());
            FloePipeline pipeline =
                    options.pipeline().listener(new ProgressReport(terminal)).build();
            if (compile) {
                RunResult result = pipeline.run(dev.floe.models.Command.COMPILE);
                if (!result.success()) {
                    return FloeCommand.FAILED;
                }
            } else {
                pipeline.parse();
            }
            pipeline.writeCatalog(emptyCatalog).ifPresent(file -> terminal.line("Catalog written to " + file));
            return FloeCommand.OK;
        }
    }

    /** {@code floe docs serve}. */
    @Command(name = "serve", mixinStandardHelpOptions = true, hidden = true, description = "Is not there.")
    static final class Serve implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(
                    spec.commandLine(),
                    "floe has no documentation server: generate writes manifest.json and catalog.json, which dbt's page and"
                            + " other catalogs of data read");
        }
    }
}

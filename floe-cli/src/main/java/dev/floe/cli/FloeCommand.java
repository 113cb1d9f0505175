package dev.floe.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code floe} command: the only place of floe that prints or exits.
 *
 * <p>Exit codes: 0, everything went well; 1, a node failed, a test did not pass or {@code
 * validate} found problems; 2, the run could not begin.
 */
@Command(
        name = "floe",
        mixinStandardHelpOptions = true,
        versionProvider = FloeCommand.Version.class,
        description = "Runs projects of SQL models with DuckDB, into Iceberg tables or DuckDB databases.",
        subcommands = {
            BuildCommand.class,
            RunCommand.class,
            SeedCommand.class,
            SnapshotCommand.class,
            TestCommand.class,
            CompileCommand.class,
            RetryCommand.class,
            ParseCommand.class,
            ListCommand.class,
            RunOperationCommand.class,
            ShowCommand.class,
            DocsCommand.class,
            SourceCommand.class,
            CleanCommand.class,
            ValidateCommand.class,
            ConfigCommand.class,
            SchemaCommand.class,
            PreflightCommand.class,
            ProfilesCommand.class,
            PolarisCommand.class,
            ExtensionsCommand.class,
            TableCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything went well",
            "1:a node failed, a test did not pass, or validate found problems",
            "2:the run could not begin: usage, configuration, project, database or catalog"
        })
public final class FloeCommand implements Runnable {
    /** Everything went well. */
    static final int OK = 0;
    /** A node failed, or a test did not pass. */
    static final int FAILED = 1;
    /** The run could not begin. */
    static final int NOT_BEGUN = 2;

    @Spec
    private CommandSpec spec;

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(GlobalOptions.behindTheVerb(arguments)));
    }

    /** The command, to be executed with its own streams. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new FloeCommand());
        line.setExecutionExceptionHandler(Failures::report);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "What is to be done? Say build, run, seed, snapshot, test, validate, config, schema, preflight, profiles,"
                        + " polaris or extensions.");
    }

    /** {@code floe 0.1.0}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = FloeCommand.class.getPackage().getImplementationVersion();
            return new String[] {"floe " + (version == null ? "0.0.0 (development)" : version)};
        }
    }

    /** Where results go. */
    static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }
}

package dev.floe.cli;

import dev.floe.cli.Terminal.Style;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.DuckDbExtensions.Extension;
import dev.floe.duckdb.DuckDbSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code floe extensions}: DuckDB's extensions on this machine. */
@Command(
        name = "extensions",
        mixinStandardHelpOptions = true,
        description = "Lists DuckDB's extensions, or puts them into a folder for machines without network.")
final class ExtensionsCommand implements Runnable {
    private static final List<String> ICEBERG = List.of("httpfs", "iceberg");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What is to be done? Say install or list.");
    }

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = "Puts extensions into a folder, for FLOE_DUCKDB_EXTENSIONS. Run it when an image is built.")
    int install(
            @Option(names = "--to", required = true, paramLabel = "DIR", description = "The folder.") Path to,
            @Option(
                            names = "--from",
                            paramLabel = "PLACE",
                            description = "A folder or URL laid out as DuckDB's repository. Default: what is on this"
                                    + " machine, then DuckDB's repository.")
                    @Nullable String from,
            @Parameters(paramLabel = "NAME", description = "Which. Default: what Iceberg catalogs need.") @Nullable List<String> names) {
        DuckDbExtensions source = from == null ? DuckDbExtensions.auto() : DuckDbExtensions.repository(from);
        Terminal terminal = Terminal.of(FloeCommand.out(spec), System.getenv("NO_COLOR") == null);
        for (Extension extension : source.installTo(to, names == null || names.isEmpty() ? ICEBERG : names)) {
            terminal.line("  " + terminal.styled(Style.GOOD, "ok") + "  " + extension.name() + " " + extension.version()
                    + "  " + extension.origin());
        }
        terminal.line("Set FLOE_DUCKDB_EXTENSIONS=" + to.toAbsolutePath());
        return FloeCommand.OK;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Says where each extension would come from, without using the network.")
    int list() throws SQLException {
        Terminal terminal = Terminal.of(FloeCommand.out(spec), System.getenv("NO_COLOR") == null);
        DuckDbExtensions offline = DuckDbExtensions.auto().offline();
        boolean all = true;
        try (DuckDbSession session = DuckDbSession.builder().build();
                Connection connection = session.open()) {
            for (String name : List.of("avro", "httpfs", "iceberg")) {
                Optional<Extension> found = find(offline, connection, name);
                all &= found.isPresent();
                terminal.line("  "
                        + (found.isPresent()
                                ? terminal.styled(Style.GOOD, "ok     ")
                                : terminal.styled(Style.BAD, "missing"))
                        + "  " + name
                        + found.map(e -> " " + e.version() + "  " + e.origin()).orElse(""));
            }
        }
        return all ? FloeCommand.OK : FloeCommand.FAILED;
    }

    private static Optional<Extension> find(DuckDbExtensions extensions, Connection connection, String name) {
        try {
            List<Extension> loaded = extensions.load(connection, List.of(name));
            return Optional.of(loaded.get(loaded.size() - 1));
        } catch (DuckDbException e) {
            return Optional.empty();
        }
    }
}

package dev.floe.cli;

import dev.floe.cli.Terminal.Style;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.duckdb.Preflight;
import dev.floe.duckdb.PreflightReport;
import dev.floe.duckdb.PreflightReport.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe preflight}: asks the catalogs of a platform everything that a run needs of them, and changes nothing. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description = "Checks that the catalogs can be worked with: login, roles, warehouse, namespaces, storage.")
final class PreflightCommand implements Callable<Integer> {
    /** How results are printed. */
    enum Output {
        TEXT,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions options = new CatalogOptions();

    @Option(
            names = "--create-table-in",
            paramLabel = "NAMESPACE",
            description = "Also check whether a table could be created there (levels separated by dots). Creates none.")
    private @Nullable String namespace;

    @Option(names = "--storage", description = "Also check whether DuckDB reaches the storage.")
    private boolean storage;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long each catalog may take altogether. Default: ${DEFAULT-VALUE}.")
    private int deadline;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
    private Output output;

    @Option(names = "--no-color", description = "Print without colour; so does the variable NO_COLOR.")
    private boolean noColor;

    @Override
    public Integer call() throws SQLException {
        ResolvedConfig config = options.config();
        List<PreflightReport> reports = new ArrayList<>();
        for (IcebergRestCatalog catalog : options.catalogs(config)) {
            reports.add(report(config, catalog));
        }
        if (output == Output.JSON) {
            Terminal.of(FloeCommand.out(spec), false).line(PreflightJson.of(reports));
        } else {
            Terminal terminal = Terminal.of(FloeCommand.out(spec), !noColor && System.getenv("NO_COLOR") == null);
            reports.forEach(report -> print(terminal, report));
        }
        return reports.stream().allMatch(PreflightReport::passed) ? FloeCommand.OK : FloeCommand.FAILED;
    }

    private PreflightReport report(ResolvedConfig config, IcebergRestCatalog catalog) throws SQLException {
        PolarisAttacher attacher = PolarisAttacher.builder(catalog)
                .deadline(Duration.ofSeconds(Math.max(1, deadline)))
                .build();
        Preflight preflight = Preflight.of(attacher);
        if (namespace != null) {
            preflight.tablesIn(List.of(namespace.split("\\.", -1)));
        }
        if (!storage) {
            return preflight.run();
        }
        DuckDbSettings settings = DuckDbSettings.from(config, System.getenv());
        try (DuckDbSession session = DuckDbSession.builder().settings(settings).build();
                Connection connection = session.open()) {
            return preflight.storage(connection).run();
        }
    }

    private static void print(Terminal terminal, PreflightReport report) {
        terminal.line(terminal.styled(Style.STRONG, report.catalog()));
        for (Check check : report.checks()) {
            String mark = switch (check.status()) {
                case PASSED -> terminal.styled(Style.GOOD, "ok     ");
                case WARNING -> terminal.styled(Style.WARNING, "warning");
                case FAILED -> terminal.styled(Style.BAD, "failed ");
                case SKIPPED -> terminal.styled(Style.FAINT, "skipped");
            };
            String code = check.code().map(c -> c.name() + ": ").orElse("");
            terminal.line("  " + mark + "  " + String.format("%-13s", check.name()) + " " + code + check.detail());
            check.remedy().ifPresent(remedy -> terminal.line(" ".repeat(25) + terminal.styled(Style.FAINT, remedy)));
        }
    }
}

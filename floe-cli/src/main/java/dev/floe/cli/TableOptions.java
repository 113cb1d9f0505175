package dev.floe.cli;

import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.duckdb.DuckDbSession;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.TableMaintenance;
import dev.floe.iceberg.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands about one Iceberg table have in common: which table, and what it takes to work on it. */
final class TableOptions {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([dhm])");
    private static final double UNIT = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Parameters(paramLabel = "TABLE", description = "The table, as namespace.name; levels are separated by dots.")
    private String table = "";

    /** What is done with the table. */
    @FunctionalInterface
    interface Work {
        void on(TableName table, TableMaintenance maintenance, Terminal terminal);
    }

    /** Opens the catalog with a DuckDB instance of its own, and works. */
    int run(Work work) {
        TableName name = name();
        ResolvedConfig config = catalogs.config();
        List<IcebergRestCatalog> found = catalogs.catalogs(config);
        if (found.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The configuration uses several catalogs; say --catalog, one of "
                            + found.stream().map(IcebergRestCatalog::name).toList());
        }
        try (DuckDbSession session = DuckDbSession.builder()
                        .settings(DuckDbSettings.from(config, System.getenv()))
                        .load(List.of("httpfs", "iceberg"))
                        .build();
                IcebergTables tables = IcebergTables.open(found.get(0), session, config.redactor())) {
            work.on(name, tables.maintenance(), Terminal.of(FloeCommand.out(spec), false));
        }
        return FloeCommand.OK;
    }

    private TableName name() {
        List<String> parts = new ArrayList<>(List.of(table.split("\\.", -1)));
        if (parts.size() < 2 || parts.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(
                    spec.commandLine(), "A table is named as namespace.name, as in silver.orders; not '" + table + "'");
        }
        String name = parts.remove(parts.size() - 1);
        return new TableName(parts, name);
    }

    /** An age such as {@code 7d}, {@code 12h} or {@code 30m}. */
    Duration age(String text) {
        Matcher matcher = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "An age is a number of days, hours or minutes, as in 7d, 12h or 30m; not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** The same for ages that must not be below an hour. */
    Duration atLeastAnHour(String text) {
        Duration age = age(text);
        if (age.compareTo(TableMaintenance.MIN_ORPHAN_AGE) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Files younger than 1h may belong to a write that is still to commit; '" + text + "' is too young");
        }
        return age;
    }

    /** A size for people. */
    static String size(long bytes) {
        if (bytes < UNIT) {
            return bytes + " B";
        }
        double mebibytes = bytes / UNIT / UNIT;
        return mebibytes < 1
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / UNIT)
                : String.format(Locale.ROOT, "%.1f MiB", mebibytes);
    }
}

package dev.floe.cli;

import dev.floe.iceberg.OrphanFiles;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code floe table orphans}: finds files that no snapshot needs. */
@Command(
        name = "orphans",
        mixinStandardHelpOptions = true,
        description = "Lists files in a table's folders that no snapshot needs. Without --yes none is removed.")
final class TableOrphansCommand implements Callable<Integer> {
    @Mixin
    private TableOptions options = new TableOptions();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "3d",
            description =
                    "The age from which a file counts, at least 1h: younger ones may belong to a write that is still"
                            + " to commit. Default: ${DEFAULT-VALUE}.")
    private String olderThan;

    @Option(
            names = "--yes",
            description =
                    "Remove them. In an S3-compatible store those go that are all a write left; single ones stay.")
    private boolean yes;

    @Override
    public Integer call() {
        Duration age = options.atLeastAnHour(olderThan);
        return options.run((table, maintenance, terminal) -> {
            OrphanFiles result = maintenance.orphans(table, age, !yes);
            result.left()
                    .forEach(file -> terminal.line(
                            file.location() + "  " + TableOptions.size(file.bytes()) + "  " + file.modified()));
            terminal.line(table + ": " + result.files().size() + " orphans, " + TableOptions.size(result.bytes())
                    + (yes ? "; " + result.removed().size() + " removed" : "; say --yes to remove them"));
        });
    }
}

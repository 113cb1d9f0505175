package dev.floe.cli;

import dev.floe.iceberg.ExpiryResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code floe table expire}: gives up old snapshots. */
@Command(
        name = "expire",
        mixinStandardHelpOptions = true,
        description = "Gives up old snapshots and the files that only they need. Without --yes it only tells which.")
final class TableExpireCommand implements Callable<Integer> {
    @Mixin
    private TableOptions options = new TableOptions();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "7d",
            description = "The age from which a snapshot may go, as in 7d or 12h. Default: ${DEFAULT-VALUE}.")
    private String olderThan;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of the newest stay in any case, at least 1. Default: ${DEFAULT-VALUE}.")
    private int keep;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Override
    public Integer call() {
        Duration age = options.age(olderThan);
        return options.run((table, maintenance, terminal) -> {
            ExpiryResult result = maintenance.expire(table, age, Math.max(1, keep), !yes);
            result.snapshots().forEach(snapshot -> terminal.line(snapshot.id() + "  " + snapshot.committedAt()));
            result.left().forEach(file -> terminal.line("not removed: " + file));
            terminal.line(table + ": " + result.snapshots().size() + " snapshots "
                    + (yes
                            ? "expired, " + result.removed().size() + " files removed, "
                                    + result.left().size() + " left"
                            : "would expire; say --yes to do it"));
        });
    }
}

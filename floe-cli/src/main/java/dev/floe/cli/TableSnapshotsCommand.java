package dev.floe.cli;

import dev.floe.iceberg.TableSnapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code floe table snapshots}: lists a table's snapshots, newest first. */
@Command(
        name = "snapshots",
        mixinStandardHelpOptions = true,
        description = "Lists a table's snapshots, newest first: id, time, operation, run.")
final class TableSnapshotsCommand implements Callable<Integer> {
    @Mixin
    private TableOptions options = new TableOptions();

    @Override
    public Integer call() {
        return options.run((table, maintenance, terminal) -> {
            for (TableSnapshot snapshot : maintenance.snapshots(table)) {
                terminal.line(snapshot.id() + "  " + snapshot.committedAt() + "  " + snapshot.operation() + "  "
                        + snapshot.runId().orElse("-"));
            }
        });
    }
}

package dev.floe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code floe table rollback}: goes back to an earlier snapshot. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Makes an earlier snapshot the current one again, with the columns it had.")
final class TableRollbackCommand implements Callable<Integer> {
    @Mixin
    private TableOptions options = new TableOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "SNAPSHOT",
            description = "The snapshot's id, one that 'floe table snapshots' lists.")
    private long snapshot;

    @Override
    public Integer call() {
        return options.run((table, maintenance, terminal) -> {
            maintenance.rollback(table, snapshot);
            terminal.line(table + " is at snapshot " + snapshot);
        });
    }
}

package dev.floe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code floe table}: keeps Iceberg tables in shape, each act only when it is asked for. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "Keeps Iceberg tables in shape: compaction, expiry, orphans, rollback.",
        subcommands = {
            TableSnapshotsCommand.class,
            TableCompactCommand.class,
            TableExpireCommand.class,
            TableOrphansCommand.class,
            TableRollbackCommand.class
        })
final class TableCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "What is to be done? Say snapshots, compact, expire, orphans or rollback.");
    }
}

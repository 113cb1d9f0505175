package dev.floe.cli;

import dev.floe.iceberg.CompactionResult;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code floe table compact}: writes small files together. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = "Writes a table's small files together, and files with deleted rows without these.")
final class TableCompactCommand implements Callable<Integer> {
    @Mixin
    private TableOptions options = new TableOptions();

    @Override
    public Integer call() {
        return options.run((table, maintenance, terminal) -> {
            CompactionResult result = maintenance.compact(table, Map.of());
            terminal.line(
                    result.snapshotId().isEmpty()
                            ? table + ": nothing to compact"
                            : table + ": " + result.filesBefore() + " files ("
                                    + TableOptions.size(result.bytesBefore()) + ") are " + result.filesAfter()
                                    + " now ("
                                    + TableOptions.size(result.bytesAfter()) + "), snapshot "
                                    + result.snapshotId().get());
        });
    }
}

package dev.floe.cli;

import dev.floe.models.Command;
import picocli.CommandLine;

/** {@code floe snapshot}. */
@CommandLine.Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description = "Keeps what changed in snapshots.")
final class SnapshotCommand extends PipelineCommand {
    SnapshotCommand() {
        super(Command.SNAPSHOT);
    }
}

package dev.floe.models.run;

import dev.floe.models.run.RunRegistry.Claimed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has said that it writes, until it ends. */
final class RunClaim implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunClaim.class);

    private final Path file;
    private final FileChannel channel;
    private final Claimed overlapped;

    /**
     * @param channel holds a lock on the file, by which other processes see that the run goes on
     * @param overlapped what another run writes too
     */
    RunClaim(Path file, FileChannel channel, Claimed overlapped) {
        this.file = file;
        this.channel = channel;
        this.overlapped = overlapped;
    }

    /** What another run writes too; {@link Claimed#NONE} if nothing. */
    Claimed overlapped() {
        return overlapped;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            log.warn("The file {} of a run that has ended could not be removed: {}", file, e.toString());
        }
    }
}

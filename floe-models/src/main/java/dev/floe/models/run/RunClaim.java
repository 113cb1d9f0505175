package dev.floe.models.run;

import dev.floe.models.run.RunRegistry.Claimed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has said that it writes, until it ends. */
final class RunClaim implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunClaim.class);

    private final List<Path> files;
    private final FileChannel channel;
    private final Claimed overlapped;

    /**
     * @param files what says so, removed at the end
     * @param channel holds a lock, by which other processes see that the run goes on
     * @param overlapped what another run writes too
     */
    RunClaim(List<Path> files, FileChannel channel, Claimed overlapped) {
        this.files = files;
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
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            channel.close();
        } catch (IOException e) {
            log.warn("The files {} of a run that has ended could not be removed: {}", files, e.toString());
        }
    }
}

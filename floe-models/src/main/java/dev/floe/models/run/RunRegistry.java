package dev.floe.models.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The runs of a machine and what they write, as files in one folder: each run has a file, locked as long as it goes on, with a line for
 * each relation. Nothing is kept in memory, so runs of other processes and class loaders are seen too.
 */
final class RunRegistry {
    private static final String SUFFIX = ".run";

    /** The lock is on a file of its own: whoever reads the other one and closes it would take the lock from its own process. */
    private static final String LOCK_SUFFIX = ".lock";

    private static final Duration ABANDONED = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 2;

    private final Path folder;
    private final String process;

    /**
     * What another run writes.
     *
     * @param run its id
     * @param process the id of its process
     * @param relation what it writes
     */
    record Claimed(String run, String process, String relation) {
        static final Claimed NONE = new Claimed("", "", "");
    }

    RunRegistry(Path folder) {
        this.folder = folder;
        ProcessHandle self = ProcessHandle.current();
        long since = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        // A process id comes back, in a container often the same one; together with its start it does not.
        this.process = self.pid() + "-" + since;
    }

    /**
     * Claims relations.
     *
     * @param run the run's id
     * @param relations what it writes, on every machine the same for the same relation
     * @param anyway whether to claim them though another run writes some of them
     * @return the claim; if {@code anyway} is false and {@link RunClaim#overlapped()} tells something, it is closed already
     * @throws IOException if the folder cannot be used
     */
    RunClaim claim(String run, Set<String> relations, boolean anyway) throws IOException {
        Files.createDirectories(folder);
        Path mutex = enter();
        try {
            Claimed overlapped = overlapped(relations);
            Path file = folder.resolve(process + "-" + run + SUFFIX);
            FileChannel channel = FileChannel.open(lock(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            RunClaim claim = new RunClaim(List.of(file, lock(file)), channel, overlapped);
            if (!anyway && !overlapped.equals(Claimed.NONE)) {
                claim.close();
                return claim;
            }
            channel.lock();
            Files.writeString(file, String.join("\n", new TreeSet<>(relations)));
            return claim;
        } finally {
            Files.deleteIfExists(mutex);
        }
    }

    private static Path lock(Path file) {
        return file.resolveSibling(file.getFileName() + LOCK_SUFFIX);
    }

    /** One at a time, by a file that only one can make; not by a lock, which a process loses with any close of the file. */
    private Path enter() throws IOException {
        Path mutex = folder.resolve("mutex");
        boolean interrupted = false;
        while (true) {
            try {
                Files.createFile(mutex);
                break;
            } catch (FileAlreadyExistsException e) {
                removeAbandoned(mutex);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mutex;
    }

    private static void removeAbandoned(Path mutex) throws IOException {
        try {
            Instant made = Files.getLastModifiedTime(mutex).toInstant();
            if (made.isBefore(Instant.now().minus(ABANDONED))) {
                Files.deleteIfExists(mutex);
            }
        } catch (NoSuchFileException e) {
            // Whoever made it has left.
        }
    }

    private Claimed overlapped(Set<String> relations) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            if (!goesOn(file)) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(lock(file));
                continue;
            }
            for (String relation : lines(file)) {
                if (relations.contains(relation)) {
                    String[] name = file.getFileName().toString().split("-", 3);
                    return new Claimed(name[2].substring(0, name[2].length() - SUFFIX.length()), name[0], relation);
                }
            }
        }
        return Claimed.NONE;
    }

    /** A run of this process removes its file when it ends; closing another channel to it would take its lock. */
    private boolean goesOn(Path file) throws IOException {
        if (file.getFileName().toString().startsWith(process + "-")) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock(file), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}

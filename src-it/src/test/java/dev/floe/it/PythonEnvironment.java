package dev.floe.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python environment with pinned packages, made once and kept below {@code ~/.cache/floe/it-venv}. Its packages are
 * the lines of the resource {@code NAME.requirements}, each the arguments of one {@code pip install}; a changed
 * resource is another environment. Several processes may ask for it at once.
 */
enum PythonEnvironment {
    /** PyIceberg, which reads tables as an independent witness. */
    WITNESS,
    /** moto, an S3-compatible store with a token service. */
    MOTO,
    /** dbt-core with dbt-duckdb, whose results floe's are compared with, and Dagster with dagster-dbt. */
    DBT;

    private static final long PIP_MINUTES = 10;

    /** The interpreter of the environment, after it has been made when need be. */
    synchronized Path python() {
        List<String> steps = resource(id() + ".requirements")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        String key = UUID.nameUUIDFromBytes(String.join("\n", steps).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        Path root = cache().resolve("it-venv");
        Path environment = root.resolve(id() + "-" + key);
        Path complete = environment.resolve(".complete");
        Path python = environment.resolve("bin").resolve("python");
        if (Files.exists(complete)) {
            return python;
        }
        try {
            Files.createDirectories(root);
            try (FileChannel lock = FileChannel.open(
                    root.resolve(id() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.exists(complete)) {
                    delete(environment);
                    System.out.println("[floe-it] making the Python environment " + environment);
                    run(List.of("python3", "-m", "venv", environment.toString()));
                    for (String step : steps) {
                        List<String> pip = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install"));
                        pip.addAll(List.of("--quiet", "--disable-pip-version-check", "--no-input"));
                        pip.addAll(List.of("--only-binary", ":all:"));
                        pip.addAll(Arrays.asList(step.split("\\s+", -1)));
                        run(pip);
                    }
                    Files.createFile(complete);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the Python environment " + environment, e);
        }
        return python;
    }

    private String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The text of a resource beside this class. */
    static String resource(String name) {
        try (InputStream in = PythonEnvironment.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the integration tests keep what is dear to make. */
    static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("floe");
    }

    /** Runs a command to its end; what it printed, which goes into the exception when it fails. */
    static String run(List<String> command) throws IOException {
        Path output = Files.createTempFile("floe-it-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PIP_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " was not done in " + PIP_MINUTES + " minutes");
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + printed);
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

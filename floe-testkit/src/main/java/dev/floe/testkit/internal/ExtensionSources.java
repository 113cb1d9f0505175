package dev.floe.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The places that DuckDB's extensions can be had from. Each method fills a folder, or throws and says why not. */
public final class ExtensionSources {

    private static final String DUCKDB_URL = "jdbc:duckdb:";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration PIP_LIMIT = Duration.ofMinutes(5);
    private static final List<List<String>> PIPS =
            List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"));

    private ExtensionSources() {}

    /** The file name of an extension. */
    public static String file(String name) {
        return name + ".duckdb_extension";
    }

    /**
     * Lets the driver install extensions from DuckDB's own repository.
     *
     * @param directory becomes DuckDB's extension directory, {@code directory/VERSION/PLATFORM/NAME.duckdb_extension}
     * @throws IOException when the repository did not answer with all of them in time
     */
    public static void fromDuckDb(List<String> names, Path directory) throws IOException {
        CompletableFuture<Void> installed = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (Connection connection = DriverManager.getConnection(DUCKDB_URL);
                            Statement statement = connection.createStatement()) {
                        statement.execute("SET extension_directory='"
                                + directory.toString().replace("'", "''") + "'");
                        for (String name : names) {
                            statement.execute("INSTALL " + name);
                        }
                        installed.complete(null);
                    } catch (SQLException | RuntimeException | LinkageError e) {
                        installed.completeExceptionally(e);
                    }
                },
                "floe-duckdb-extensions");
        thread.setDaemon(true);
        thread.start();
        try {
            installed.get(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(firstLine(String.valueOf(e.getMessage())), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + INSTALL_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Takes extensions out of the Python packages {@code duckdb-extension-NAME}, which pip downloads for this machine.
     *
     * @param version the version of DuckDB, without a {@code v}; the packages have the same
     * @param directory where the files {@code NAME.duckdb_extension} go
     * @throws IOException when there is no pip, or it could not get them
     */
    public static void fromPip(List<String> names, String version, Path directory) throws IOException {
        List<String> failures = new ArrayList<>();
        for (List<String> pip : PIPS) {
            List<String> command = new ArrayList<>(pip);
            command.addAll(List.of("download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"));
            command.addAll(List.of("--only-binary", ":all:", "--dest", directory.toString()));
            names.forEach(name -> command.add("duckdb-extension-" + name + "==" + version));
            try {
                run(command);
                unpack(names, directory);
                return;
            } catch (IOException e) {
                failures.add(String.join(" ", pip) + ": " + e.getMessage());
            }
        }
        throw new IOException(String.join("; ", failures));
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("floe-pip-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PIP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("not done within " + PIP_LIMIT.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                throw new IOException("exit code " + process.exitValue() + ", " + lastLine(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void unpack(List<String> names, Path directory) throws IOException {
        List<Path> wheels;
        try (var files = Files.newDirectoryStream(directory, "*.whl")) {
            wheels = new ArrayList<>();
            files.forEach(wheels::add);
        }
        for (Path wheel : wheels) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                    ZipEntry entry = entries.nextElement();
                    for (String name : names) {
                        if (entry.getName().endsWith("/" + file(name))) {
                            try (InputStream in = zip.getInputStream(entry)) {
                                Files.copy(in, directory.resolve(file(name)));
                            }
                        }
                    }
                }
            }
            Files.delete(wheel);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String lastLine(String text) {
        return text.lines().reduce((first, second) -> second).orElse("no output");
    }
}

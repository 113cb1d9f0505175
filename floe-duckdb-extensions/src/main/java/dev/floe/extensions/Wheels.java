package dev.floe.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes extension files out of the Python packages {@code duckdb-extension-NAME}, which pip downloads for any platform. */
final class Wheels {
    /** What Python calls DuckDB's platforms. */
    static final Map<String, String> TAGS = Map.of(
            "linux_amd64", "manylinux2014_x86_64",
            "linux_arm64", "manylinux2014_aarch64",
            "osx_amd64", "macosx_11_0_x86_64",
            "osx_arm64", "macosx_11_0_arm64",
            "windows_amd64", "win_amd64");

    private static final long MINUTES = 5;
    private static final List<List<String>> PIPS =
            List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"), List.of("python", "-m", "pip"));

    private Wheels() {}

    /**
     * Fills a folder with the files {@code NAME.duckdb_extension}.
     *
     * @param version DuckDB's, {@code v1.5.5}
     * @throws IOException when there is no pip, or it could not get one of them
     */
    static void fetch(List<String> names, String version, String platform, Path folder) throws IOException {
        String tag = TAGS.get(platform);
        if (tag == null) {
            throw new IOException("there are no Python packages for " + platform + ", only for "
                    + TAGS.keySet().stream().sorted().toList());
        }
        List<String> arguments = new ArrayList<>(List.of("download", "--quiet", "--disable-pip-version-check"));
        arguments.addAll(List.of("--no-input", "--no-deps", "--only-binary", ":all:"));
        arguments.addAll(List.of("--platform", tag, "--dest", folder.toString()));
        names.forEach(name -> arguments.add("duckdb-extension-" + name + "==" + version.replaceFirst("^v", "")));
        List<String> failures = new ArrayList<>();
        for (List<String> pip : PIPS) {
            try {
                run(Stream.concat(pip.stream(), arguments.stream()).toList());
                unpack(folder);
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
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("not done within " + MINUTES + " min");
            }
            if (process.exitValue() != 0) {
                throw new IOException(Files.readString(output, StandardCharsets.UTF_8)
                        .lines()
                        .reduce((first, second) -> second)
                        .orElse("exit code " + process.exitValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void unpack(Path folder) throws IOException {
        List<Path> wheels;
        try (Stream<Path> files = Files.list(folder)) {
            wheels = files.filter(file -> file.toString().endsWith(".whl")).toList();
        }
        for (Path wheel : wheels) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                for (ZipEntry entry : zip.stream()
                        .filter(each -> each.getName().endsWith(".duckdb_extension"))
                        .toList()) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, folder.resolve(name));
                    }
                }
            }
        }
    }
}

package dev.floe.extensions;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An extension file that may be packaged.
 *
 * @param sha256 the checksum of its bytes, in lower-case hexadecimal digits
 * @param version the DuckDB that it is for, {@code v1.5.5}
 * @param platform the platform that it is for, as DuckDB names it: {@code linux_amd64}
 * @param file its name, {@code iceberg.duckdb_extension}
 */
record Pin(String sha256, String version, String platform, String file) {
    private static final String RESOURCE = "/META-INF/floe/duckdb-extensions/pinned.sha256";

    Pin {
        requireNonNull(sha256, "sha256");
        requireNonNull(version, "version");
        requireNonNull(platform, "platform");
        requireNonNull(file, "file");
    }

    /** All that are pinned, in the order of the resource. */
    static List<Pin> all() throws IOException {
        try (InputStream in = Pin.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("There is no resource " + RESOURCE);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Reads lines as {@code sha256sum} writes them, {@code SHA256  v1.5.5/linux_amd64/NAME.duckdb_extension}. */
    static List<Pin> read(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Pin::line)
                .toList();
    }

    private static Pin line(String line) {
        String[] parts = line.split("[\\s/]+", -1);
        if (parts.length != 4 || !parts[0].matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Expected SHA256  VERSION/PLATFORM/FILE, not: " + line);
        }
        return new Pin(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Where the file is in DuckDB's repository, and in a jar below its root. */
    String path() {
        return version + "/" + platform + "/" + file;
    }

    /** The extension's name. */
    String name() {
        return file.substring(0, file.indexOf('.'));
    }
}

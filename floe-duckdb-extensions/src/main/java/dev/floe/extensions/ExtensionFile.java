package dev.floe.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads what tells whether an extension file is the one that it should be. */
final class ExtensionFile {
    /** The end of each file: eight fields of 32 bytes, last one first, then a signature of 256 bytes (DuckDB 1.5.5). */
    private static final int FOOTER = 512;

    private static final int FIELD = 32;
    private static final int VERSION = 5;
    private static final int PLATFORM = 6;

    private ExtensionFile() {}

    /**
     * Checks a file against its pin: the checksum, and that it says of itself to be for the DuckDB and the platform of the pin.
     *
     * @throws IOException if it is another file
     */
    static void check(Path file, Pin pin) throws IOException {
        String sha256 = sha256(file);
        if (!sha256.equals(pin.sha256())) {
            throw new IOException(
                    file + " is not the file that is pinned: its SHA-256 is " + sha256 + ", not " + pin.sha256());
        }
        String version = field(file, VERSION);
        String platform = field(file, PLATFORM);
        if (!version.equals(pin.version()) || !platform.equals(pin.platform())) {
            throw new IOException(file + " is for DuckDB " + version + " on " + platform + ", not for " + pin.version()
                    + " on " + pin.platform());
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String field(Path file, int index) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < FOOTER) {
                throw new IOException(file + " is no DuckDB extension");
            }
            byte[] bytes = new byte[FIELD];
            in.seek(in.length() - FOOTER + (long) index * FIELD);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "");
        }
    }
}

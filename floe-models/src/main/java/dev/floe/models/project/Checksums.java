package dev.floe.models.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts, in lower-case hex, as dbt uses them for names and states; nothing here is for security. */
public final class Checksums {
    private Checksums() {}

    /** The MD5. */
    public static String md5(String text) {
        return digest("MD5", text);
    }

    /** The SHA-256. */
    public static String sha256(String text) {
        return digest("SHA-256", text);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no " + algorithm, e);
        }
    }
}

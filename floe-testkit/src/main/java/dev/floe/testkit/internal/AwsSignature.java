package dev.floe.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as AWS's signature version 4 wants it. */
record AwsSignature(String service, String region, String accessKeyId, String secretAccessKey) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

    /** The headers of a request without a query. */
    Map<String, String> headers(String method, String host, String path, byte[] content) {
        String stamp = STAMP.format(Instant.now());
        String hash = hex(sha256(content));
        return Map.of(
                "x-amz-date", stamp,
                "x-amz-content-sha256", hash,
                "Authorization", authorization(method, host, path, stamp, hash));
    }

    private String authorization(String method, String host, String path, String stamp, String hash) {
        String scope = stamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String canonical = String.join(
                "\n",
                method,
                path,
                "",
                "host:" + host,
                "x-amz-content-sha256:" + hash,
                "x-amz-date:" + stamp,
                "",
                SIGNED,
                hash);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", stamp, scope, hex(sha256(bytes(canonical))));
        byte[] key = bytes("AWS4" + secretAccessKey);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders=" + SIGNED + ", Signature="
                + hex(hmac(key, toSign));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "AwsSignature[" + service + " in " + region + " for " + accessKeyId + "]";
    }
}

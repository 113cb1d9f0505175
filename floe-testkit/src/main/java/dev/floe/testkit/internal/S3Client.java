package dev.floe.testkit.internal;

import dev.floe.testkit.S3Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Reads and writes whole objects of an S3-compatible store, each request path-style and signed with AWS's signature version 4. */
public final class S3Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final byte[] NOTHING = {};

    private final S3Storage place;
    private final AwsSignature signature;
    private final HttpClient http;

    S3Client(S3Storage place) {
        this.place = place;
        this.signature = new AwsSignature("s3", place.region(), place.accessKeyId(), place.secretAccessKey());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    void createBucket() throws IOException {
        String bucket = "/" + encoded(place.bucket());
        if (send("HEAD", bucket, NOTHING).statusCode() == 404) {
            HttpResponse<byte[]> created = send("PUT", bucket, NOTHING);
            if (created.statusCode() != 409) {
                require(created, "create the bucket " + place.bucket());
            }
        }
    }

    /** The object's content; empty if there is no such object. */
    Optional<byte[]> get(String location) throws IOException {
        HttpResponse<byte[]> response = send("GET", path(location), NOTHING);
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(require(response, "read " + location).body());
    }

    /** The object's size in bytes; empty if there is no such object. */
    Optional<Long> size(String location) throws IOException {
        HttpResponse<byte[]> response = send("HEAD", path(location), NOTHING);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(require(response, "look at " + location)
                .headers()
                .firstValueAsLong("Content-Length")
                .orElse(0));
    }

    void put(String location, byte[] content) throws IOException {
        require(send("PUT", path(location), content), "write " + location);
    }

    /** Does nothing if there is no such object. */
    void delete(String location) throws IOException {
        HttpResponse<byte[]> response = send("DELETE", path(location), NOTHING);
        if (response.statusCode() != 404) {
            require(response, "delete " + location);
        }
    }

    private static HttpResponse<byte[]> require(HttpResponse<byte[]> response, String action) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException("Cannot " + action + ": the store answers " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] content) throws IOException {
        URI endpoint = place.endpoint();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path))
                .timeout(TIMEOUT)
                .method(method, content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
        signature.headers(method, endpoint.getRawAuthority(), path, content).forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while talking to " + endpoint, e);
        }
    }

    private static String path(String location) {
        StringBuilder path = new StringBuilder();
        for (String segment : location.substring(S3FileIO.SCHEME.length()).split("/", -1)) {
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    /** Percent-encoded as the signature wants it: everything but letters, digits, and four marks. */
    private static String encoded(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : AwsSignature.bytes(segment)) {
            char c = (char) (b & 0xFF);
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}

package dev.floe.testkit.internal;

import dev.floe.testkit.S3Storage;
import dev.floe.testkit.VendedCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets keys for a while from a store's token service, by the call {@code AssumeRole}, and remembers which. */
final class StsClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The least that AWS gives. */
    private static final Duration LEAST = Duration.ofMinutes(15);

    private static final String FORM = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=floe-embedded-catalog"
            + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Ffloe&DurationSeconds=";

    private final URI endpoint;
    private final Duration lifetime;
    private final AwsSignature signature;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Queue<VendedCredentials> vended = new ConcurrentLinkedQueue<>();

    StsClient(URI endpoint, Duration lifetime, S3Storage place) {
        this.endpoint = endpoint;
        this.lifetime = lifetime;
        this.signature = new AwsSignature("sts", place.region(), place.accessKeyId(), place.secretAccessKey());
    }

    /** All that were handed out, in order. */
    List<VendedCredentials> vended() {
        return List.copyOf(vended);
    }

    /** New keys; clients are told that they end after the lifetime, which may be before they do. */
    VendedCredentials vend() {
        byte[] form = AwsSignature.bytes(FORM + Math.max(LEAST.toSeconds(), lifetime.toSeconds()));
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(form));
        signature.headers("POST", endpoint.getRawAuthority(), "/", form).forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException("The token service answers " + response.statusCode() + " " + response.body());
            }
            VendedCredentials credentials = new VendedCredentials(
                    element(response.body(), "AccessKeyId"),
                    element(response.body(), "SecretAccessKey"),
                    element(response.body(), "SessionToken"),
                    Instant.now().plus(lifetime));
            vended.add(credentials);
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot vend credentials: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to " + endpoint, e);
        }
    }

    private static String element(String xml, String name) throws IOException {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        if (!matcher.find()) {
            throw new IOException("The token service's answer has no " + name);
        }
        return matcher.group(1);
    }
}

package dev.floe.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Apache Polaris in a container, with one catalog on local files. The folder of the files is mounted into the container
 * under the path that it has outside, so that locations mean the same on both sides.
 */
final class PolarisContainer {

    private static final DockerImageName IMAGE = DockerImageName.parse("apache/polaris:1.4.1");
    private static final int API_PORT = 8181;
    private static final int HEALTH_PORT = 8182;
    private static final String WAREHOUSE = "floe_it";
    private static final String CLIENT_ID = "root";
    private static final String CLIENT_SECRET = "s3cr3t";
    private static final String SCOPE = "PRINCIPAL_ROLE:ALL";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private PolarisContainer() {}

    /** Starts it; empty, with the reason printed, when there is no Docker here or no image to be had. */
    static Optional<CatalogUnderTest> start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("[floe-it] no Docker daemon answers");
            return Optional.empty();
        }
        try {
            return Optional.of(run());
        } catch (IOException | RuntimeException e) {
            System.out.println("[floe-it] " + IMAGE + " does not run here: " + e.getMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings("resource") // Testcontainers' reaper ends the container after this JVM.
    private static CatalogUnderTest run() throws IOException {
        Path storage = Files.createTempDirectory("floe-it-polaris-").toRealPath();
        Object user = Files.getAttribute(storage, "unix:uid");
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(API_PORT, HEALTH_PORT)
                .withFileSystemBind(storage.toString(), storage.toString(), BindMode.READ_WRITE)
                .withCreateContainerCmdModifier(command -> command.withUser(user.toString()))
                .withEnv("POLARIS_BOOTSTRAP_CREDENTIALS", "POLARIS," + CLIENT_ID + "," + CLIENT_SECRET)
                .withEnv("polaris.realm-context.realms", "POLARIS")
                .withEnv("polaris.features.\"ALLOW_INSECURE_STORAGE_TYPES\"", "true")
                .withEnv("polaris.features.\"SUPPORTED_CATALOG_STORAGE_TYPES\"", "[\"FILE\"]")
                .withEnv("polaris.readiness.ignore-severe-issues", "true")
                .withEnv("quarkus.otel.sdk.disabled", "true")
                .waitingFor(Wait.forHttp("/q/health").forPort(HEALTH_PORT))
                .withStartupTimeout(Duration.ofMinutes(2));
        container.start();
        URI server = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(API_PORT));
        try {
            createCatalog(server, storage);
        } catch (IOException | RuntimeException e) {
            container.stop();
            throw e;
        }
        return new CatalogUnderTest(
                CatalogUnderTest.Kind.CONTAINER,
                server.resolve("/api/catalog"),
                WAREHOUSE,
                CLIENT_ID,
                CLIENT_SECRET,
                SCOPE,
                Optional.empty());
    }

    private static void createCatalog(URI server, Path storage) throws IOException {
        String answer = send(HttpRequest.newBuilder(server.resolve("/api/catalog/v1/oauth/tokens"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=" + CLIENT_ID
                        + "&client_secret=" + CLIENT_SECRET + "&scope=" + SCOPE)));
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IOException("no token from " + server);
        }
        String location = storage.toUri().toString().replaceFirst("^file:/+", "file:///");
        send(json(server.resolve("/api/management/v1/catalogs"), token.group(1))
                .POST(body("{\"catalog\":{\"type\":\"INTERNAL\",\"name\":\"" + WAREHOUSE
                        + "\",\"properties\":{\"default-base-location\":\"" + location
                        + "\"},\"storageConfigInfo\":{\"storageType\":\"FILE\",\"allowedLocations\":[\"" + location
                        + "\"]}}}")));
        send(json(
                        server.resolve(
                                "/api/management/v1/catalogs/" + WAREHOUSE + "/catalog-roles/catalog_admin/grants"),
                        token.group(1))
                .PUT(body("{\"grant\":{\"type\":\"catalog\",\"privilege\":\"CATALOG_MANAGE_CONTENT\"}}")));
    }

    private static HttpRequest.Builder json(URI uri, String token) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(
                        response.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

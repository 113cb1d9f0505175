package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands that look at catalogs, or set them up, print and how they exit. */
class CatalogCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void catalog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/config", exchange -> answer(exchange, "{\"defaults\": {}, \"overrides\": {}}"));
        server.createContext("/v1/namespaces", exchange -> answer(exchange, "{\"namespaces\": [[\"bronze\"]]}"));
        server.start();
        Files.writeString(folder.resolve("floe.yaml"), "name: shop\n");
        Files.writeString(folder.resolve("platform.yaml"), """
                catalogs:
                  default:
                    type: rest
                    uri: http://127.0.0.1:%d
                    warehouse: demo
                """.formatted(
                        server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPreflightThatPassesExitsWithZeroAndShowsEveryCheck() {
        assertThat(floe("preflight", "--project-dir", folder.toString(), "--no-color"))
                .isZero();

        assertThat(out.toString())
                .startsWith("warehouse 'demo' of http://127.0.0.1:")
                .containsPattern("skipped +login +the catalog is used without logging in")
                .containsPattern("ok +warehouse +the catalog knows warehouse 'demo'")
                .containsPattern("ok +namespaces +1 can be listed");
        assertThat(requests).containsExactly("GET /v1/config?warehouse=demo", "GET /v1/namespaces");
    }

    @Test
    void aPreflightThatFailsExitsWithOneAndSaysWhatToDo() {
        server.removeContext("/v1/config");

        assertThat(floe("preflight", "--project-dir", folder.toString(), "--no-color"))
                .isEqualTo(1);

        assertThat(out.toString())
                .containsPattern("failed +warehouse +WAREHOUSE_NOT_FOUND: ")
                .contains("Check the warehouse's name")
                .containsPattern("skipped +namespaces");
    }

    @Test
    void programsGetJson() throws IOException {
        assertThat(floe("preflight", "--project-dir", folder.toString(), "--output", "json"))
                .isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/passed").asBoolean()).isTrue();
        assertThat(report.at("/catalogs/0/checks").findValuesAsText("name"))
                .containsExactly("login", "warehouse", "namespaces", "create table", "storage");
        assertThat(report.at("/catalogs/0/checks").findValuesAsText("status"))
                .containsExactly("skipped", "passed", "passed", "skipped", "skipped");
    }

    @Test
    void aCatalogThatIsNotUsedIsNamedWithThoseThatAre() {
        assertThat(floe("preflight", "--project-dir", folder.toString(), "--catalog", "other"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("'other'").contains("[default]");
    }

    @Test
    void aPrincipalIsNotMadeWithoutAPlaceForItsSecret() {
        String[] command = {
            "polaris", "init", "--uri=http://localhost:1/api/catalog", "--catalog=demo", "--location=file:///tmp/x"
        };
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--principal=floe");
        assertThat(floe(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains("--credentials-file");

        all.add("--credentials-file=" + folder.resolve("no/such/folder/file"));
        assertThat(floe(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be made");
    }

    @Test
    void aFileOfCredentialsIsNeitherOverwrittenNorLeftEmpty() throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), "id\nsecret\n");
        for (Path wanted : List.of(file, folder.resolve("fresh"))) {
            assertThat(floe(
                            "polaris",
                            "init",
                            "--uri=http://localhost:1/api/catalog",
                            "--catalog=demo",
                            "--location=file:///tmp/x",
                            "--principal=floe",
                            "--credentials-file=" + wanted))
                    .isEqualTo(2);
        }
        assertThat(file).hasContent("id\nsecret\n");
        assertThat(folder.resolve("credentials.new")).doesNotExist();
        assertThat(folder.resolve("fresh")).doesNotExist();
    }

    @Test
    void whatCannotBeSetUpIsRefusedBeforeAnythingIs() {
        assertThat(floe("polaris", "init", "--uri=nowhere", "--catalog=demo", "--location=file:///tmp/x"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'nowhere' is not an http or https URL")
                .doesNotContain("unexpectedly");
        assertThat(floe(
                        "polaris",
                        "init",
                        "--uri=http://localhost:1/api/catalog",
                        "--catalog=demo",
                        "--location=file:///tmp/x",
                        "--namespace=a..b"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'a..b' has an empty level");
    }

    private int floe(String... arguments) {
        CommandLine line = FloeCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

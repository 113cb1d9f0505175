package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCatalogMainTest {

    @TempDir
    private Path folder;

    @Test
    void printsStatementsThatAttachADuckDb() throws Exception {
        String said = "";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EmbeddedCatalog catalog = start(out, "--port", "0", "--warehouse", "trial");
                Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            said = out.toString(StandardCharsets.UTF_8);
            DuckDbExtensionRepository.load(connection);
            Clients.execute(
                    connection, said.substring(said.indexOf("ATTACH"), said.indexOf(';', said.indexOf("ATTACH"))));
            Clients.execute(connection, "CREATE SCHEMA lake.bronze");

            assertThat(said).contains("uri: " + catalog.uri(), "warehouse: trial", "secret_ref: polaris-client-secret");
        }
    }

    @Test
    void doesNotPrintASecretThatWasChosen() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        start(out, "--port", "0", "--client-id", "me", "--client-secret", "hush-hush")
                .close();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("client id me")
                .doesNotContain("hush-hush");
    }

    @Test
    void keepsTheTablesOfAStorageFolder() {
        for (int expected : new int[] {404, 200}) {
            try (EmbeddedCatalog catalog =
                    start(new ByteArrayOutputStream(), "--port", "0", "--storage-dir", folder.toString())) {
                String token = Clients.token(catalog);
                String namespaces = "/v1/floe_wh/namespaces";

                assertThat(Clients.call(catalog, token, "GET", namespaces + "/bronze", "")
                                .statusCode())
                        .isEqualTo(expected);
                Clients.call(catalog, token, "POST", namespaces, "{\"namespace\":[\"bronze\"]}");
            }
        }
        assertThat(folder.resolve(EmbeddedCatalogMain.STATE_FILE)).isRegularFile();
    }

    @Test
    void keepsWhatItAnsweredWhenItIsKilled() throws Exception {
        String namespaces = "/api/catalog/v1/floe_wh/namespaces";
        for (int expected : new int[] {404, 200}) {
            Process process =
                    process("--port", "0", "--storage-dir", folder.toString()).start();
            try {
                String said = process.inputReader(StandardCharsets.UTF_8).readLine();
                URI server = URI.create(said.substring(said.indexOf("http")));
                HttpRequest.Builder request = authorized(server, server.resolve(namespaces + "/bronze"));

                assertThat(Clients.send(request.GET()).statusCode()).isEqualTo(expected);
                Clients.send(authorized(server, server.resolve(namespaces))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"namespace\":[\"bronze\"]}")));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static HttpRequest.Builder authorized(URI server, URI target) {
        String token = Clients.token(URI.create(server + "/v1/oauth/tokens"), Clients.ID, Clients.SECRET);
        return HttpRequest.newBuilder(target).header("Authorization", "Bearer " + token);
    }

    @Test
    void refusesArgumentsItDoesNotUnderstand() {
        assertThatThrownBy(() -> start(new ByteArrayOutputStream(), "--prot", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown argument: --prot");
        assertThatThrownBy(() -> start(new ByteArrayOutputStream(), "--port")).hasMessage("Value missing after --port");
        assertThatThrownBy(() -> start(new ByteArrayOutputStream(), "--port", "many"))
                .hasMessage("--port wants a number, not many");
    }

    @Test
    void endsWithACodeThatSaysWhatWasWrong() throws Exception {
        try (EmbeddedCatalog catalog = Clients.catalog().start()) {
            assertThat(run("--help")).isZero();
            assertThat(run("--nonsense")).isEqualTo(2);
            assertThat(run("--port", String.valueOf(catalog.uri().getPort()))).isEqualTo(1);
        }
    }

    @Test
    void printsTheFolderOfDuckDbsExtensions() throws Exception {
        Process process = process("--duckdb-extensions").start();

        assertThat(process.inputReader().readLine())
                .isEqualTo(DuckDbExtensionRepository.locate().toString());
        assertThat(process.waitFor()).isZero();
    }

    private static EmbeddedCatalog start(ByteArrayOutputStream out, String... args) {
        return EmbeddedCatalogMain.start(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private int run(String... args) throws Exception {
        return process(args)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "out", ".txt").toFile())
                .start()
                .waitFor();
    }

    private static ProcessBuilder process(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedCatalogMain.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}

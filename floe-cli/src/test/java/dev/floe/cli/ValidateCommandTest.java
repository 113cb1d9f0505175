package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code floe validate} prints and how it exits. */
class ValidateCommandTest {
    private static final String PLATFORM = """
            catalogs:
              default:
                type: polaris
                uri: http://localhost:1/api/catalog
                warehouse: demo
                credentials:
                  mode: oauth2
                  client_id: {secret_ref: no-such-client-id}
                  client_secret: {secret_ref: no-such-client-secret}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void goodFilesExitWithZeroWithoutAServerOrSecrets() throws IOException {
        file("floe.yaml", "name: shop\ntransforms: [{type: dbt, path: .}]\n");
        file("platform.yaml", PLATFORM);

        assertThat(validate(folder.toString())).isZero();

        assertThat(out.toString())
                .containsPattern("note: .*floe\\.yaml:2: transforms is not applied")
                .endsWith("Both files are fine." + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyProblemOfBothFilesIsShownWithItsLineAndACaret() throws IOException {
        file("floe.yaml", "name: shop\ncatalgo: default\n");
        file("platform.yaml", PLATFORM.replace("polaris\n", "polrais\n").replace("demo", "[demo]"));

        assertThat(validate(folder.resolve("floe.yaml").toString())).isEqualTo(1);

        String nl = System.lineSeparator();
        assertThat(out.toString())
                .contains(
                        folder.resolve("floe.yaml") + ":2:1: catalgo [UNKNOWN_KEY]" + nl + "   2 | catalgo: default"
                                + nl + "     | ^" + nl + "  there is no such key here; did you mean 'catalog'?",
                        folder.resolve("platform.yaml") + ":3:11: catalogs.default.type [INVALID_VALUE]" + nl
                                + "   3 |     type: polrais" + nl + "     |           ^" + nl,
                        folder.resolve("platform.yaml") + ":5:16: catalogs.default.warehouse [WRONG_TYPE]")
                .endsWith("3 problems" + nl);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void secretsAreNeverShown() throws IOException {
        file("floe.yaml", "name: shop\n");
        file("platform.yaml", PLATFORM.replace("{secret_ref: no-such-client-secret}", "hunter2hunter2"));

        assertThat(validate(folder.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("client_secret: ***").doesNotContain("hunter2");
    }

    @Test
    void secretsAreLookedForIfAsked() throws IOException {
        file("floe.yaml", "name: shop\n");
        file("platform.yaml", PLATFORM);

        assertThat(validate("--secrets", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("secret 'no-such-client-id' was not found; looked at environment variable NO_SUCH_CLIENT_ID")
                .contains("2 problems");
    }

    @Test
    void jsonIsAListOfTheParts() throws IOException {
        file("floe.yaml", "name: shop\ncatalgo: default\n");

        assertThat(validate(
                        "--output",
                        "json",
                        "--platform-file",
                        folder.resolve("none.yaml").toString(),
                        folder.toString()))
                .isEqualTo(1);

        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list).hasSize(2);
        assertThat(list.get(0).fieldNames())
                .toIterable()
                .containsExactly("file", "line", "column", "keyPath", "code", "message");
        assertThat(list.get(0).get("file").asText())
                .isEqualTo(folder.resolve("floe.yaml").toString());
        assertThat(list.get(0).get("line").asInt()).isEqualTo(2);
        assertThat(list.get(0).get("column").asInt()).isEqualTo(1);
        assertThat(list.get(0).get("keyPath").asText()).isEqualTo("catalgo");
        assertThat(list.get(0).get("code").asText()).isEqualTo("UNKNOWN_KEY");
        assertThat(list.get(1).get("code").asText()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void jsonOfGoodFilesIsAnEmptyList() throws IOException {
        file("floe.yaml", "name: shop\n");
        file("platform/staging/platform.yaml", PLATFORM);

        assertThat(validate("--output=json", "--environment=staging", folder.toString()))
                .isZero();

        assertThat(new ObjectMapper().readTree(out.toString())).isEmpty();
    }

    @Test
    void aFormatThatThereIsNotIsUsage() {
        assertThat(validate("--output", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("xml");
    }

    private int validate(String... arguments) {
        CommandLine line = FloeCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("validate"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.config.ConfigSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** What {@code floe config explain} and {@code floe schema} print. */
class ConfigCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("floe.yaml"), "name: shop\n");
        Files.writeString(folder.resolve("platform.yaml"), "catalogs: {default: {type: duckdb, path: lake.duckdb}}\n");
        Files.writeString(folder.resolve("platform.prod.yaml"), "catalogs: {default: {namespace: prod}}\n");
    }

    private int floe(String... arguments) {
        CommandLine line = FloeCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void eachValueIsExplainedOnALine() {
        assertThat(floe("config", "explain", folder.toString(), "--environment", "prod"))
                .isZero();

        assertThat(out.toString().lines())
                .contains(
                        "run",
                        "  environment = prod  (computed; named by argument)",
                        "floe.yaml",
                        "  name = shop  (" + folder.resolve("floe.yaml") + ":1)",
                        "  catalog = default  (default)",
                        "platform.yaml",
                        "  catalogs.default.type = duckdb  (" + folder.resolve("platform.yaml") + ":1)",
                        "  catalogs.default.namespace = prod  (" + folder.resolve("platform.prod.yaml")
                                + ":1, overlay)");
    }

    @Test
    void programsGetAList() throws IOException {
        assertThat(floe("config", "explain", folder.toString(), "--environment", "prod", "--output", "json"))
                .isZero();

        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list)
                .anySatisfy(node -> {
                    assertThat(node.path("keyPath").asText()).isEqualTo("catalogs.default.namespace");
                    assertThat(node.path("value").asText()).isEqualTo("prod");
                    assertThat(node.path("rule").asText()).isEqualTo("overlay");
                    assertThat(node.path("file").asText())
                            .isEqualTo(folder.resolve("platform.prod.yaml").toString());
                    assertThat(node.path("line").asInt()).isEqualTo(1);
                })
                .allSatisfy(node -> assertThat(node.fieldNames())
                        .toIterable()
                        .containsExactly("tier", "keyPath", "value", "rule", "file", "line", "note"));
    }

    @Test
    void secretsThatAreMissingAreSaidAndTheRestIsExplained() throws IOException {
        Files.writeString(folder.resolve("platform.yaml"), """
                catalogs:
                  default:
                    uri: http://x
                    warehouse: w
                    credentials: {secret_ref: no-such-secret-anywhere}
                """);

        assertThat(floe("config", "explain", folder.toString())).isZero();

        assertThat(err.toString()).contains("note: ", "secret 'no-such-secret-anywhere/client-id' was not found");
        assertThat(out.toString())
                .contains("catalogs.default.credentials.secret_ref = secret 'no-such-secret-anywhere'  (");
    }

    @Test
    void problemsAreTold() throws IOException {
        Files.writeString(folder.resolve("floe.yaml"), "nmae: shop\n");

        assertThat(floe("config", "explain", folder.toString())).isEqualTo(FloeCommand.NOT_BEGUN);

        assertThat(err.toString()).contains("nmae");
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaIsPrintedAsItIs(ConfigSchema schema) {
        assertThat(floe("schema", schema.word())).isZero();

        assertThat(out.toString()).isEqualTo(schema.json());
    }

    @Test
    void anUnknownSchemaSaysWhichThereAre() {
        assertThat(floe("schema", "flo")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("there is no schema 'flo', but floe, platform, platform-overlay");
    }
}

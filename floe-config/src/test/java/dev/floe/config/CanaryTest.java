package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A planted secret must not come out anywhere. */
class CanaryTest {
    private static final String CANARY = "c4n4ry-in-a-coal-mine";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id: me\n      client_secret: %s",
                "client_id: me\n      client_secret: [%s]",
                "client_id: me\n      client_secret: {%s}",
                "client_id: me\n      client_secret: {value: %s}",
                "client_id: me\n      client_secret: {secret_ref: '%s!'}",
                "client_id: me\n      client_secret: {secret_ref: x, key: '%s/'}",
                "client_id: me\n      client_secret: {secret_ref: [%s]}",
                "client_id: me\n      client_secret: '%s",
                "client_id: me\n      client_secret: *%s",
                "client_id: me\n      client_secret: %s: x",
                "client_id: me\n      client_secret:\n      - %s\n       x",
                "secret_ref: '%s?'",
                "client_id: me\n      client_secret: {secret_ref: x}\n      password: %s",
                "client_id: me\n      client_secret: {secret_ref: x}\n    properties: {token: %s}",
                "client_id: me\n      client_secret: {secret_ref: x}\n    uri: https://u:%s@host",
                "client_id: me\n      client_secret: {secret_ref: x}\ngovernance: {deep: [{api_key: %s}]}",
                "client_id: me\n      client_secret: {secret_ref: x}\ncompute: {default: {properties: {s3_secret_access_key: %s}}}"
            })
    void aSecretWrittenIntoAFileIsRefusedAndNeverRepeated(String credentials) throws IOException {
        ConfigException e = Project.of(folder, Project.FLOE, """
                        catalogs:
                          default:
                            type: polaris
                            uri: http://x/api/catalog
                            warehouse: w
                            credentials:
                              %s
                        """.formatted(credentials.formatted(CANARY)))
                .failure();

        assertSilent(e);
    }

    @Test
    void aSecretThatResolvesComesOutOfNothingButReveal() throws IOException {
        Project project = Project.of(folder, Project.FLOE, Project.PLATFORM);
        project.environment.put("POLARIS_CLIENT_ID", CANARY);
        project.environment.put("POLARIS_CLIENT_SECRET", CANARY);

        ResolvedConfig config = project.load();

        assertThat(config.toString()).doesNotContain(CANARY);
        assertThat(config.redactor().redact(CANARY)).isEqualTo("***");
        assertThat(config.redactor().toString()).doesNotContain(CANARY);
    }

    @Test
    void aSecretThatLooksLikeANumberIsNotRepeatedEither() throws IOException {
        ConfigException e = Project.of(
                        folder,
                        Project.FLOE,
                        Project.DUCKDB.replace(
                                        "path:",
                                        "properties: {token: 0112357, s3.secret-access-key: 12:34:56}\n    path:")
                                + "compute: {default: {properties: {password: 0x1234567}}}\n"
                                + "infrastructure: {resource_profiles: {x: {env: {API_KEY: 0112357}}}}\n")
                .failure();

        assertThat(e.problems())
                .extracting(ConfigProblem::code)
                .containsOnly("PLAIN_TEXT_SECRET")
                .hasSize(4);
        assertThat(e.getMessage()).doesNotContain("0112357", "12:34:56", "0x1234567");
        assertSilent(e);
    }

    @Test
    void anAddressKeptAsASecretIsNotRepeatedWhenItCannotBeUsed() throws IOException {
        Project project = Project.of(folder, Project.FLOE, """
                catalogs:
                  default:
                    type: rest
                    uri: {secret_ref: catalog-uri}
                    warehouse: w
                """);
        project.environment.put("CATALOG_URI", "https://user:" + CANARY + "@host");

        ConfigException e = project.failure();

        assertThat(Project.places(e)).containsExactly("platform.yaml:4:10 catalogs.default.uri INVALID_VALUE");
        assertSilent(e);
    }

    private static void assertSilent(ConfigException e) throws IOException {
        StringWriter printed = new StringWriter();
        e.printStackTrace(new PrintWriter(printed));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        assertThat(printed.toString()).doesNotContain(CANARY);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        assertThat(e.problems().toString()).doesNotContain(CANARY);
    }
}

package dev.floe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProfilesCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void platform() throws IOException {
        Files.writeString(folder.resolve("floe.yaml"), "name: shop\n");
        Files.writeString(folder.resolve("platform.yaml"), """
                catalogs:
                  default:
                    type: polaris
                    uri: http://localhost:8181/api/catalog
                    warehouse: demo
                    credentials: {mode: oauth2, client_id: {secret_ref: an-id}, client_secret: {secret_ref: a-key}}
                """);
        Files.writeString(folder.resolve("platform.prod.yaml"), "catalogs: {default: {warehouse: real}}\n");
    }

    private int profiles(String... arguments) {
        CommandLine line = FloeCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("profiles", folder.toString()));
        all.addAll(List.of("--platform-file", folder.resolve("platform.yaml").toString()));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void theProfileIsWrittenBesideFloeYamlAndItsVariablesAreTold() {
        assertThat(profiles("--companion")).isZero();

        assertThat(folder.resolve("profiles.yml")).content().contains("alias: polaris_catalog");
        assertThat(folder.resolve("macros/floe_dbt/iceberg.sql")).exists();
        assertThat(out.toString())
                .contains("written: " + folder.resolve("profiles.yml"))
                .contains("dbt needs these variables: AN_ID, A_KEY");
        assertThat(profiles("--companion")).as("a second time").isZero();
    }

    @Test
    void aProfileThatSomebodyWroteIsLeftAloneWithoutForce() throws IOException {
        Path theirs = Files.writeString(folder.resolve("profiles.yml"), "mine: {}\n");

        assertThat(profiles()).isEqualTo(2);
        assertThat(err.toString()).contains("OUTPUT_EXISTS").contains(theirs.toString());
        assertThat(theirs).content().isEqualTo("mine: {}\n");

        assertThat(profiles("--force")).isZero();
        assertThat(theirs).content().contains("Written by floe");
    }

    @Test
    void itIsPrintedOnRequestInEitherStyle() {
        assertThat(profiles("--print", "--style", "plugin", "--profile", "shop"))
                .isZero();

        assertThat(out.toString()).contains("shop:").contains("module: floe_dbt.plugins.polaris");
        assertThat(folder.resolve("profiles.yml")).doesNotExist();
    }

    @Test
    void severalTargetsAreMadeOfTheirEnvironments() {
        assertThat(profiles("--print", "-t", "dev=local", "-t", "prod")).isZero();

        assertThat(out.toString())
                .containsSubsequence("target: dev", "dev:", "path: demo", "prod:", "path: real")
                .doesNotContain("floe_dbt");
    }
}

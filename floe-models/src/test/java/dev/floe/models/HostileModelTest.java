package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that look for the secrets of the pod that they run in. */
class HostileModelTest {
    private static final String MOUNTED = "m0unt3d-c4n4ry";

    @TempDir
    Path folder;

    private TestProject project;
    private Path mount;

    @BeforeEach
    void aPod() throws IOException {
        mount = Files.createDirectories(folder.resolve("etc/secrets"));
        Files.writeString(mount.resolve("password"), MOUNTED);
        Path link = Files.createDirectories(folder.resolve("shop/data")).resolve("link");
        Files.createSymbolicLink(link, mount.resolve("password"));
        project = new TestProject(folder);
        project.file("floe.yaml", "name: shop\n");
        platform("");
    }

    private void platform(String properties) {
        project.file("platform.yaml", """
                catalogs: {default: {type: duckdb, path: ../shop.duckdb}}
                security: {secret_backends: {kubernetes: {mount_path: %s}}}
                compute: {default: {properties: {threads: 2%s}}}
                """.formatted(mount, properties));
    }

    @Test
    void doNotGetThem() {
        Map<String, String> models = Map.of(
                "text", "select content from read_text('" + mount + "/password')",
                "csv", "select * from read_csv('" + mount + "/password', header = false)",
                "all_of_them", "select content from read_text('" + mount + "/**')",
                "linked", "select content from read_text('" + folder.resolve("shop/data/link") + "')",
                "listed", "select file from glob('" + mount + "/*')",
                "process", "select content from read_text('/proc/self/environ')",
                "customary", "select content from read_text('/var/run/secrets/**')",
                "hooked", "{{ config(pre_hook=\"attach '" + mount + "/password' as stolen\") }} select 1 as i",
                "written", "{{ config(post_hook=\"copy (select 1) to '" + mount + "/out.csv'\") }} select 1 as i",
                "opened", "{{ config(pre_hook='set enable_external_access = true') }} select 1 as i");
        models.forEach(project::model);
        project.model(
                "honest",
                "{{ config(materialized='table') }} select * from '" + folder.resolve("shop/data/*.csv") + "'");
        project.file("data/a.csv", "i\n3\n");

        RunResult result = project.pipeline().build().run();

        assertThat(result.failed())
                .hasSize(models.size())
                .allSatisfy(node -> assertThat(node.error().orElseThrow()).hasMessageNotContaining(MOUNTED));
        assertThat(result.node("text").orElseThrow().error().orElseThrow().code())
                .isEqualTo(ErrorCode.ACCESS_CONFINED);
        assertThat(project.query("select i from \"default\".honest")).hasToString("[[3]]");
        assertThat(mount.toFile().list()).containsExactly("password");
    }

    @Test
    void getThemWhereThePlatformAllowsEverything() {
        platform(", file_access: all");
        project.model(
                "text", "{{ config(materialized='table') }} select content from read_text('" + mount + "/password')");

        assertThat(project.pipeline().build().run().success()).isTrue();
        assertThat(project.query("select content from \"default\".text")).hasToString("[[" + MOUNTED + "]]");
    }

    @Test
    void seeNothingButWhatThePlatformNames() {
        platform(", file_access: [data]");
        project.file("data/a.csv", "i\n3\n").file("other/a.csv", "i\n4\n");
        project.model("named", "select * from '" + folder.resolve("shop/data/a.csv") + "'");
        project.model("other", "select * from '" + folder.resolve("shop/other/a.csv") + "'");

        RunResult result = project.pipeline().build().run();

        assertThat(result.failed()).extracting(NodeResult::name).containsExactly("other");
    }
}

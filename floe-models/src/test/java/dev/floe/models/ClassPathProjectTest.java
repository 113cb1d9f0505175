package dev.floe.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that an application carries on its class path, with settings from code. */
class ClassPathProjectTest {
    private static final Map<String, String> PROJECT = new LinkedHashMap<>(Map.of(
            "analytics/dbt_project.yml", "name: shop\n",
            "analytics/seeds/raw.csv", "id\n1\n2\n",
            "analytics/macros/twice.sql", "{% macro twice(x) %}2 * {{ x }}{% endmacro %}",
            "analytics/models/gold/doubled.sql",
                    "{{ config(materialized='table') }} select {{ twice('id') }} as id from {{ ref('raw') }}",
            "analytics/models/schema.yml", "models: [{name: doubled, columns: [{name: id, data_tests: [unique]}]}]\n"));

    @TempDir
    private Path temporary;

    private RunResult run(URL root) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {root}, null)) {
            return FloePipeline.builder()
                    .projectOnClassPath(loader, "analytics")
                    .spec(FloeSpec.builder("shop").build())
                    .platform(PlatformConfig.builder()
                            .putCatalogs(
                                    "default",
                                    CatalogConfig.builder()
                                            .type(CatalogType.DUCKDB)
                                            .path(temporary.resolve("shop.duckdb"))
                                            .build())
                            .build())
                    .environment(Map.of())
                    .build()
                    .run();
        }
    }

    private static void check(RunResult result) {
        assertThat(result.nodes()).extracting(NodeResult::name).containsExactly("raw", "doubled", "unique_doubled_id");
        assertThat(result.success()).isTrue();
        assertThat(result.node("doubled").orElseThrow().rows()).hasValue(2);
    }

    @Test
    void runsFromAJarWithoutEntriesForFolders() throws Exception {
        Path jar = temporary.resolve("app.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, String> entry : PROJECT.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        check(run(jar.toUri().toURL()));
    }

    @Test
    void runsFromAFolder() throws Exception {
        Path classes = temporary.resolve("classes");
        for (Map.Entry<String, String> entry : PROJECT.entrySet()) {
            Path file = classes.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        check(run(classes.toUri().toURL()));
    }
}

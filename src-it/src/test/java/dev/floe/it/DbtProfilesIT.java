package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.config.ConfigLoader;
import dev.floe.config.ConfigTiers;
import dev.floe.config.WritePath;
import dev.floe.duckdb.Sql;
import dev.floe.profiles.DbtProfilesGenerator;
import dev.floe.profiles.ProfileStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real dbt with the profiles that floe writes: reads them, and builds a project on the catalog under test again and again. */
class DbtProfilesIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABLES = List.of("raw_people", "stg_people", "people_snapshot");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ProfileStyle.class)
    void dbtBuildsAProjectOnTheCatalogAsOftenAsOneLikes(ProfileStyle style) throws IOException, SQLException {
        String namespace = NAMESPACE.name() + "." + style.key();
        CatalogUnderTest catalog = CatalogUnderTest.get().makingTableFolders();
        TwoTierFiles files = TwoTierFiles.write(
                TestProjects.copy("neighbour", folder),
                catalog,
                namespace,
                WritePath.COMMIT,
                Map.of("gold", namespace + ".gold"));
        DbtProfilesGenerator.builder()
                .style(style)
                .output("dev", tiers(files))
                .environment(Map.of())
                .companion(true)
                .build()
                .write(folder);

        List<JsonNode> answers = dbt(
                files,
                style == ProfileStyle.PLUGIN
                        ? Map.of(
                                "FLOE_POLARIS_URI", catalog.uri().toString(),
                                "FLOE_POLARIS_WAREHOUSE", catalog.warehouse(),
                                "POLARIS_SCOPE", catalog.scope())
                        : Map.of(),
                List.of("debug"),
                List.of("parse"),
                List.of("run-operation", "floe_create_namespaces"),
                List.of("build"),
                List.of("build"),
                List.of("build", "--vars", "{more: \"'now a text'\"}"),
                List.of("build", "--full-refresh"));

        assertThat(answers)
                .hasSize(7)
                .allSatisfy(answer -> assertThat(answer.path("success").asBoolean())
                        .as(answer.toString())
                        .isTrue());
        for (JsonNode build : answers.subList(3, 7)) {
            assertThat(build.path("nodes")).hasSize(10);
            assertThat(build.path("nodes")
                            .path("model.neighbour.totals")
                            .path(1)
                            .asText())
                    .isEqualTo("\"polaris_catalog\".\"" + namespace + ".gold\".\"totals\"");
        }
        try (Connection duckDb = catalog.duckDb();
                Statement statement = duckDb.createStatement()) {
            statement.execute(catalog.attachStatement("lake"));
            assertThat(rows(statement, "select n, total, more from lake.\"" + namespace + ".gold\".totals"))
                    .containsExactly("3|60|1");
            assertThat(rows(
                            statement,
                            "select id, name, amount from lake.\"" + namespace + ".gold\".visits order by all"))
                    .containsExactly("1|ann|10", "2|bob|20", "3|cid|30");
            for (String table : TABLES) {
                assertThat(rows(statement, "select count(*) from lake.\"" + namespace + "\"." + table))
                        .as(table)
                        .containsExactly("3");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProfileStyle.class)
    void hostileValuesReachDbtAsTheyAre(ProfileStyle style) throws IOException {
        String hostile = "it's \"{{ env_var('HOME') }}\" {% raw %} {# #} \\ : # - 'x' \u00e4\uD83D\uDE00";
        List<String> values =
                List.of(hostile, "'quoted'", "yes", "1", "null", "{{ 1 }}", "a }} b", "{x: 1}", " spaces ");
        Files.writeString(folder.resolve("floe.yaml"), "name: a\n");
        DbtProfilesGenerator.Builder builder = DbtProfilesGenerator.builder()
                .profile(hostile)
                .style(style)
                .environment(Map.of())
                .dbtSecretNames(true);
        for (String value : values) {
            Files.writeString(folder.resolve("platform.yaml"), """
                    catalogs:
                      default:
                        type: polaris
                        uri: http://127.0.0.1:8181/api/catalog
                        warehouse: %1$s
                        credentials:
                          mode: oauth2
                          client_id: %1$s
                          client_secret: {secret_ref: the-key}
                          scope: %1$s
                    infrastructure:
                      resource_profiles: {transform: {env: {DUCKDB_TEMP_DIRECTORY: %1$s}}}
                    """.formatted(JSON.writeValueAsString(value)));
            builder.output(value, tiers(new TwoTierFiles(folder, Map.of())));
        }
        Path profile = builder.build().write(folder).get(0);

        List<JsonNode> outputs = new PythonScript(
                        folder,
                        Map.of(
                                "DBT_ENV_SECRET_THE_KEY", hostile,
                                "FLOE_POLARIS_URI", "http://127.0.0.1:8181/api/catalog",
                                "FLOE_POLARIS_WAREHOUSE", hostile))
                .run("profile_of_dbt.py", List.of(profile.toString(), hostile), "");

        assertThat(outputs).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            JsonNode read = outputs.get(i);
            assertThat(read.path("output").asText()).isEqualTo(value);
            assertThat(read.at("/config_options/temp_directory").asText()).isEqualTo(value);
            if (style == ProfileStyle.PLUGIN) {
                JsonNode config = read.at("/plugins/0/config");
                assertThat(config.path("client_id").asText()).isEqualTo(value);
                assertThat(config.path("scope").asText()).isEqualTo(value);
                assertThat(config.path("client_secret").asText()).isEqualTo(hostile);
                assertThat(config.path("warehouse").asText()).isEqualTo(hostile);
            } else {
                JsonNode secret = read.at("/made_secrets/0/secret_kwargs");
                assertThat(read.at("/attach/0/path").asText()).isEqualTo(value);
                assertThat(secret.path("client_id").asText()).isEqualTo(value);
                assertThat(secret.path("oauth2_scope").asText()).isEqualTo(value);
                assertThat(secret.path("client_secret").asText()).isEqualTo(hostile);
                String literal = Sql.literal(value);
                assertThat(read.at("/secrets_sql/0").asText())
                        .contains("client_id " + literal, "oauth2_scope " + literal);
                assertThat(read.at("/attach_sql/0").asText()).startsWith("ATTACH IF NOT EXISTS " + literal + " AS");
            }
        }
    }

    private List<JsonNode> dbt(TwoTierFiles files, Map<String, String> more, List<?>... commands) throws IOException {
        Map<String, String> environment = new HashMap<>(files.environment());
        environment.putAll(more);
        StringBuilder input = new StringBuilder();
        for (List<?> command : commands) {
            List<Object> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--project-dir", folder.toString(), "--profiles-dir", folder.toString()));
            input.append(JSON.writeValueAsString(arguments)).append('\n');
        }
        return new PythonScript(folder, environment).run("runs_of_dbt.py", List.of(), input.toString());
    }

    private static ConfigTiers tiers(TwoTierFiles files) {
        return ConfigLoader.builder()
                .projectDirectory(files.directory())
                .platformFile(files.platformFile())
                .environment(Map.of())
                .build()
                .read();
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}

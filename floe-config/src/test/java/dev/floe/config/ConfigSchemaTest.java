package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

class ConfigSchemaTest {
    private static final Path COMMITTED = Path.of("..", "docs", "schema");
    private static final Path EVERY_KEY = Path.of("src", "test", "resources", "every-key");

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void theCommittedSchemaIsTheGeneratedOne(ConfigSchema schema) throws IOException {
        Path file = COMMITTED.resolve(schema.fileName());
        if (Boolean.getBoolean("floe.refresh")) {
            Files.createDirectories(COMMITTED);
            Files.writeString(file, schema.json());
        }

        assertThat(Files.readString(file))
                .as("run this test with -Dfloe.refresh=true to write %s anew", file)
                .isEqualTo(schema.json());
    }

    @ParameterizedTest
    @EnumSource
    void everyReferenceInItLeadsSomewhere(ConfigSchema schema) throws IOException {
        JsonNode root = new ObjectMapper().readTree(schema.json());
        Set<String> names = new TreeSet<>();
        root.findValuesAsText("$ref").forEach(reference -> names.add(reference.replace("#/$defs/", "")));

        names.forEach(name -> assertThat(root.path("$defs").path(name).isMissingNode())
                .as(name)
                .isFalse());
    }

    @Test
    void whatHasEveryKeyIsAllowed() throws IOException {
        assertThat(Schema.of(ConfigSchema.FLOE).complaints(Files.readString(EVERY_KEY.resolve("floe.yaml"))))
                .isEmpty();
        String platform = Files.readString(EVERY_KEY.resolve("platform.yaml"));
        assertThat(Schema.of(ConfigSchema.PLATFORM).complaints(platform)).isEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM_OVERLAY).complaints(platform))
                .isEmpty();
    }

    @Test
    void whatTheTestsOfTheSeedLoadIsAllowed() {
        assertThat(Schema.of(ConfigSchema.FLOE).complaints(Project.FLOE)).isEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM).complaints(Project.PLATFORM))
                .isEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM).complaints(Project.DUCKDB)).isEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM).complaints("")).isEmpty();
    }

    @Test
    void anEnvironmentsFileMayTakeKeysAwayAndNeedNotBeComplete() {
        String overlay = "storage: {lake: {endpoint: null}}\nlayers:\ncatalogs: {default: {warehouse: prod}}\n";

        assertThat(Schema.of(ConfigSchema.PLATFORM_OVERLAY).complaints(overlay)).isEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM).complaints(overlay)).isNotEmpty();
        assertThat(Schema.of(ConfigSchema.PLATFORM_OVERLAY).complaints("storage: {lake: {endpont: x}}\n"))
                .isNotEmpty();
    }

    /** Every value of the files with every key is exchanged for others, one at a time. */
    @Nested
    class AFileWithOneOddValue {
        private static final String VARIABLE = "${ODD:-x}";

        private static final List<Object> ODD = List.of(
                VARIABLE,
                "no such thing!",
                " ",
                "x".repeat(2000),
                -1,
                1.5,
                true,
                List.of("a"),
                Map.of("odd_key", "x"),
                Map.of("secret_ref", "a-name"));

        /** What no schema of this kind can say: names defined elsewhere, conflicts of values, what a value means. */
        private static final Set<String> BEYOND_A_SCHEMA =
                Set.of("UNKNOWN_REFERENCE", "PLAIN_TEXT_SECRET", "CONFLICTING_KEYS", "VARIABLE_NOT_SET", "UNSUPPORTED");

        /** What the other file's names refer to. */
        private static final String PLATFORM = """
                storage: {s: {}}
                catalogs: {c: {type: duckdb, path: x}}
                compute: {k: {}}
                layers: {l: {catalog_ref: c}}
                """;

        private static final String FLOE = "{name: a, catalog: c}";

        @Test
        void isRefusedByFloeWhereTheSchemaRefusesItAndTheOtherWayRound() throws IOException {
            List<String> disagreements = new ArrayList<>();
            Project project = Project.of(folder, FLOE, PLATFORM);

            int count = compareAll(ConfigSchema.FLOE, "floe.yaml", project, disagreements);
            project.write("floe.yaml", FLOE);
            count += compareAll(ConfigSchema.PLATFORM, "platform.yaml", project, disagreements);

            assertThat(count).isGreaterThan(3000);
            assertThat(disagreements.stream().collect(Collectors.joining("\n"))).isEmpty();
        }

        private static int compareAll(ConfigSchema schema, String file, Project project, List<String> disagreements)
                throws IOException {
            Schema validator = Schema.of(schema);
            Yaml yaml = new Yaml();
            Map<String, Object> tree = tree(file);
            int[] count = new int[1];
            exchange(tree, "", path -> {
                count[0]++;
                project.write(file, yaml.dump(tree));
                compare(path, validator.complaints(tree), problems(project, file), disagreements);
            });
            return count[0];
        }

        private static List<ConfigProblem> problems(Project project, String file) {
            try {
                project.loader().build().read();
                return List.of();
            } catch (ConfigException e) {
                return e.problems().stream()
                        .filter(problem -> problem.file().orElseThrow().endsWith(file))
                        .toList();
            }
        }

        private static void compare(
                String path, List<String> complaints, List<ConfigProblem> problems, List<String> disagreements) {
            boolean beyond = path.endsWith(VARIABLE)
                    || path.contains("/timezone ")
                    || problems.stream().allMatch(AFileWithOneOddValue::isBeyondASchema);
            if (complaints.isEmpty() ? !problems.isEmpty() && !beyond : problems.isEmpty()) {
                disagreements.add((path.length() > 200 ? path.substring(0, 200) : path) + ": schema " + complaints
                        + ", floe " + problems);
            }
        }

        private static boolean isBeyondASchema(ConfigProblem problem) {
            return BEYOND_A_SCHEMA.contains(problem.code())
                    || problem.message().contains("differs from its key")
                    || problem.message().contains("is more than the limit")
                    || problem.message().contains("more than zero is expected")
                    || problem.message().contains("is less than a mebibyte");
        }

        @SuppressWarnings("unchecked")
        private static void exchange(Object node, String path, Consumer<String> then) {
            if (node instanceof Map<?, ?> map) {
                Map<String, Object> entries = (Map<String, Object>) map;
                for (Map.Entry<String, Object> entry : entries.entrySet()) {
                    Object value = entry.getValue();
                    String at = path + "/" + entry.getKey();
                    for (Object odd : ODD) {
                        entry.setValue(odd);
                        then.accept(at + " = " + odd);
                    }
                    entry.setValue(value);
                    exchange(value, at, then);
                }
            } else if (node instanceof List<?> list) {
                list.forEach(element -> exchange(element, path + "/*", then));
            }
        }

        private static Map<String, Object> tree(String file) throws IOException {
            return new LinkedHashMap<>(new Yaml().<Map<String, Object>>load(Files.readString(EVERY_KEY.resolve(file))));
        }
    }
}

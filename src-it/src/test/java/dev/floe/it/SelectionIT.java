package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.FloeException;
import dev.floe.models.Command;
import dev.floe.models.FloePipeline;
import dev.floe.models.ListedNode;
import dev.floe.models.graph.IndirectSelection;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many selections of one project, each listed by dbt and by floe: the same nodes, exposures included, or a refusal by both. */
class SelectionIT {
    private static final String REFUSED = "refused";
    private static final long MINUTES = 10;

    @TempDir
    Path folder;

    @Test
    void everyWayToSelectMeansWhatItMeansInDbt() throws Exception {
        Path project = TestProjects.copy("selection", folder.resolve("project"));
        List<String> selections = lines("selections.txt");

        assertThat(floe(project, selections, Optional.empty())).isEqualTo(dbt(project, selections, Optional.empty()));
    }

    @Test
    void whatHasChangedSinceAnEarlierRunIsWhatDbtSaysWhoeverLeftTheArtifacts() throws Exception {
        Path project = TestProjects.copy("selection", folder.resolve("project"));
        DbtCommand dbt = new DbtCommand(project, Map.of());
        dbt.run(List.of("seed"));
        dbt.run(List.of("build"));
        Files.move(project.resolve("target"), project.resolve("left_by_dbt"));
        pipeline(project).targetFolder(project.resolve("left_by_floe")).build().run(Command.BUILD);
        edit(project);
        List<String> selections = lines("state-selections.txt");

        Map<String, String> expected = dbt(project, selections, Optional.of("left_by_dbt"));
        assertThat(floe(project, selections, Optional.of("left_by_dbt"))).isEqualTo(expected);
        Map<String, String> own = floe(project, selections, Optional.of("left_by_floe"));
        own.keySet().removeIf(selection -> selection.contains("result:"));
        expected.keySet().removeIf(selection -> selection.contains("result:"));
        assertThat(own).isEqualTo(expected);
    }

    /** One change of every kind that state: tells apart. */
    private static void edit(Path project) throws IOException {
        replace(project, "macros/loud.sql", "upper(", "lower(");
        replace(project, "models/marts/core/core.yml", "What was sold.", "All that was sold.");
        replace(project, "models/staging/staging.yml", "severity: warn", "severity: error");
        replace(project, "seeds/raw_customers.csv", "2,Bob", "2,Bob\n3,Cid");
        replace(project, "models/staging/stg_customers.sql", "customers_staged", "customers_renamed");
        replace(project, "models/marts/core/customers_v1.sql", "select customer_id", "select  customer_id");
        replace(
                project,
                "models/staging/sources.yml",
                "- name: raw_customers",
                "- name: raw_customers\n        quoting: {identifier: true}");
        replace(project, "models/marts/core/core.yml", "    type: dashboard", "    type: dashboard\n    label: Board");
        replace(project, "models/top.sql", "select count", "{{ config(tags=['t'], meta={'a': 1}) }}select count");
        replace(project, "models/marts/core/core.yml", "amount: -3", "amount: -4");
        replace(
                project,
                "models/marts/core/core.yml",
                "name: amount\n        data_type: integer",
                "name: amount\n        data_type: bigint");
        Files.writeString(project.resolve("models/brand_new.sql"), "select 1 as n\n");
    }

    private static void replace(Path project, String file, String old, String text) throws IOException {
        Path path = project.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(old);
        Files.writeString(path, before.replace(old, text));
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = SelectionIT.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static FloePipeline.Builder pipeline(Path project) {
        return FloePipeline.builder().project(project).profilesFolder(project).workingFolder(project);
    }

    private static Map<String, String> floe(Path project, List<String> selections, Optional<String> state) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String selection : selections) {
            FloePipeline.Builder builder = pipeline(project).selection(selection(selection));
            state.map(Path::of).ifPresent(builder::state);
            String answer;
            try {
                answer = builder.build().list().stream()
                        .filter(node -> node.type() != ResourceType.ANALYSIS)
                        .map(ListedNode::uniqueId)
                        .sorted()
                        .collect(Collectors.joining("\n"));
            } catch (FloeException e) {
                answer = REFUSED;
            }
            answers.put(selection, answer);
        }
        return answers;
    }

    /** A selection as the command line would make it. */
    private static Selection selection(String arguments) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String word : arguments.split(" ", -1)) {
            if (word.startsWith("--")) {
                values = options.computeIfAbsent(word, unused -> new ArrayList<>());
            } else {
                values.add(word);
            }
        }
        return new Selection(
                options.getOrDefault("--select", List.of()),
                options.getOrDefault("--exclude", List.of()),
                options.getOrDefault("--selector", List.of()).stream().findFirst(),
                types(options.getOrDefault("--resource-type", List.of())),
                types(options.getOrDefault("--exclude-resource-type", List.of())),
                options.getOrDefault("--indirect-selection", List.of("eager")).stream()
                        .map(word -> IndirectSelection.valueOf(word.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(),
                Optional.empty());
    }

    private static Set<ResourceType> types(List<String> words) {
        Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
        words.forEach(word -> types.add(ResourceType.valueOf(word.toUpperCase(Locale.ROOT))));
        return types;
    }

    private Map<String, String> dbt(Path project, List<String> selections, Optional<String> state) throws Exception {
        List<List<String>> arguments = new ArrayList<>();
        for (String selection : selections) {
            Stream<String> more = state.stream().flatMap(name -> Stream.of("--state", name));
            arguments.add(
                    Stream.concat(Stream.of(selection.split(" ", -1)), more).toList());
        }
        Path script = folder.resolve("selections.py");
        Files.writeString(script, String.join("\n", lines("dbt-selections.py")));
        Path in = folder.resolve("arguments.json");
        Path out = folder.resolve("answers.json");
        ObjectMapper mapper = new ObjectMapper();
        mapper.writeValue(in.toFile(), arguments);
        Path said = folder.resolve("selections.out");
        Process process = new ProcessBuilder(
                        PythonEnvironment.DBT.python().toString(), script.toString(), out.toString())
                .directory(project.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        Map<String, String> answers = new LinkedHashMap<>();
        JsonNode listed = mapper.readTree(out.toFile());
        for (int i = 0; i < selections.size(); i++) {
            List<String> ids = new ArrayList<>();
            listed.get(i).forEach(id -> ids.add(id.asText()));
            answers.put(
                    selections.get(i),
                    listed.get(i).isNull() ? REFUSED : ids.stream().sorted().collect(Collectors.joining("\n")));
        }
        return answers;
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.jinja.JinjaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates that use dbt's functions and objects, and a project's macros, in the context that dbt gives a running model, and in floe's:
 * the same text, or an error from both.
 */
class ContextProbesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VARIABLE = "FLOE_CONTEXT_PROBE";
    private static final String VALUE = "12";

    @TempDir
    Path folder;

    @Test
    void templatesRenderInFloesContextAsInDbts() throws IOException {
        List<String> templates = templates();
        assertThat(templates).hasSizeGreaterThan(150);
        Path project = TestProjects.copy("context", folder.resolve("project"));
        JsonNode dbt = dbt(project, templates, PythonEnvironment.DBT.python());
        assertThat(differences(new ContextProbe(project, VARIABLE, VALUE), templates, dbt))
                .isEmpty();
    }

    JsonNode dbt(Path project, List<String> templates, Path python) throws IOException {
        Path script = folder.resolve("context_reference.py");
        Files.writeString(script, PythonEnvironment.resource("context_reference.py"));
        Path input = folder.resolve("cases.json");
        Path output = folder.resolve("outcomes.json");
        JSON.writeValue(input.toFile(), templates);
        PythonEnvironment.run(List.of(
                python.toString(),
                script.toString(),
                project.toString(),
                input.toString(),
                output.toString(),
                VARIABLE + "=" + VALUE));
        return JSON.readTree(output.toFile());
    }

    static List<String> differences(ContextProbe floe, List<String> templates, JsonNode dbt) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            JsonNode theirs = dbt.get(i);
            String outcome;
            boolean same;
            try {
                outcome = floe.render(templates.get(i));
                same = outcome.equals(theirs.path("output").textValue());
            } catch (JinjaException e) {
                outcome = e.kind().pythonName() + ": " + e.detail();
                same = theirs.has("error");
            }
            if (!same) {
                differences.add(templates.get(i) + "\n  dbt:  " + theirs + "\n  floe: " + outcome);
            }
        }
        return differences;
    }

    static List<String> templates() {
        String text = PythonEnvironment.resource("context-probes.txt").replaceAll("(?m)^###.*\n", "");
        return Arrays.stream(text.split("(?m)^===\n", -1))
                .filter(template -> !template.isBlank())
                // the line end before the next heading is not the template's
                .map(template -> template.substring(0, template.length() - 1))
                .toList();
    }
}

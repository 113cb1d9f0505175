package dev.floe.models.parse;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.context.Contexts;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.UnitTestNode.Input;
import dev.floe.models.graph.UnitTestNode.Overrides;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes drafts of the unit tests that properties files declare: one for each, or for each version of its model. */
final class UnitTestDrafts {
    private static final String THIS = "this";

    private final Contexts contexts;
    private final JinjaEnvironment jinja;
    private final DraftReading reading;
    private final Drafts drafts;
    private final Problems problems;

    UnitTestDrafts(Contexts contexts, JinjaEnvironment jinja, DraftReading reading, Drafts drafts, Problems problems) {
        this.contexts = contexts;
        this.jinja = jinja;
        this.reading = reading;
        this.drafts = drafts;
        this.problems = problems;
    }

    /** What a unit test says, beyond its head. */
    record Spec(
            List<Input> given,
            dev.floe.models.graph.UnitTestNode.Rows expected,
            Overrides overrides,
            Map<String, @Nullable Object> declared) {}

    /** The unit tests of one package. */
    void read(Project from) {
        from.properties().forEach(file -> file.entries("unit_tests").forEach(entry -> read(from, entry)));
    }

    private void read(Project from, PropertiesEntry entry) {
        Object named = entry.values().get("model");
        if (named == null) {
            tell(from, entry, "needs 'model', the model that it tests");
            return;
        }
        List<Draft> models = drafts.of(ResourceType.MODEL).stream()
                .filter(draft -> draft.head.name().equals(named)
                        && draft.head.packageName().equals(from.name()))
                .toList();
        if (models.isEmpty()) {
            List<String> known = drafts.of(ResourceType.MODEL).stream()
                    .map(draft -> draft.head.name())
                    .toList();
            tell(
                    from,
                    entry,
                    "tests the model '" + named + "', which is not there" + Names.hint(named.toString(), known));
            return;
        }
        Optional<Spec> spec = spec(from, entry);
        for (Draft model : models) {
            if (spec.isPresent() && wanted(entry, model)) {
                draft(from, entry, model, spec.get());
            }
        }
    }

    private static boolean wanted(PropertiesEntry entry, Draft model) {
        if (model.head.version().isEmpty() || !(entry.values().get("versions") instanceof Map<?, ?> versions)) {
            return true;
        }
        String version = model.head.version().get();
        return versions.get("exclude") instanceof Collection<?> excluded
                ? excluded.stream().noneMatch(each -> String.valueOf(each).equals(version))
                : !(versions.get("include") instanceof Collection<?> included)
                        || included.stream()
                                .anyMatch(each -> String.valueOf(each).equals(version));
    }

    private Optional<Spec> spec(Project from, PropertiesEntry entry) {
        FixtureReader fixtures = new FixtureReader(from, drafts, message -> tell(from, entry, message));
        List<Input> given = new ArrayList<>();
        if (entry.values().get("given") instanceof Collection<?> inputs) {
            for (Object each : inputs) {
                if (each instanceof Map<?, ?> map && map.get("input") != null) {
                    String input = String.valueOf(map.get("input")).strip();
                    fixtures.rows(map, Optional.of(input)).ifPresent(rows -> given.add(new Input(input, rows)));
                } else {
                    tell(from, entry, "has something under 'given' that has no 'input', such as ref('model')");
                }
            }
        }
        if (!(entry.values().get("expect") instanceof Map<?, ?> expect)) {
            tell(from, entry, "needs 'expect', the rows that the model is to give");
            return Optional.empty();
        }
        return fixtures.rows(expect, Optional.empty())
                .map(rows -> new Spec(given, rows, overrides(entry), entry.values()));
    }

    private static Overrides overrides(PropertiesEntry entry) {
        Map<?, ?> said = map(entry.values().get("overrides"));
        Map<String, @Nullable Object> macros = new LinkedHashMap<>();
        map(said.get("macros")).forEach((name, value) -> macros.put(String.valueOf(name), value));
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        map(said.get("vars")).forEach((name, value) -> variables.put(String.valueOf(name), value));
        Map<String, String> environment = new LinkedHashMap<>();
        map(said.get("env_vars")).forEach((name, value) -> environment.put(String.valueOf(name), Values.text(value)));
        return new Overrides(macros, variables, environment);
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private void draft(Project from, PropertiesEntry entry, Draft model, Spec spec) {
        String name = entry.name() + model.head.version().map(v -> "_v" + v).orElse("");
        String[] folders = entry.path().split("/", -1);
        List<String> fqn = new ArrayList<>();
        fqn.add(from.name());
        fqn.addAll(List.of(folders).subList(1, Math.max(1, folders.length - 1)));
        fqn.add(model.head.name());
        fqn.add(entry.name());
        NodeHead head = new NodeHead(
                "unit_test." + from.name() + "." + model.head.name() + "." + name,
                ResourceType.UNIT_TEST,
                entry.name(),
                from.name(),
                fqn,
                entry.path(),
                entry.description());
        Draft draft = new Draft(from, head, "");
        reading.trees(draft, "unit_tests");
        draft.layers.add(Layer.PROPERTIES, config(entry));
        draft.config = draft.layers.config();
        draft.attached = Optional.of(model);
        draft.unitTest = Optional.of(spec);
        for (Input input : spec.given()) {
            mention(from, entry, draft, input.input());
        }
        drafts.add(draft);
    }

    private static Map<String, @Nullable Object> config(PropertiesEntry entry) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        map(entry.values().get("config")).forEach((key, value) -> config.put(String.valueOf(key), value));
        return config;
    }

    /** Notes what an input names, so that it is looked for. */
    private void mention(Project from, PropertiesEntry entry, Draft draft, String input) {
        if (input.equals(THIS)) {
            return;
        }
        int before = draft.refs.size() + draft.sources.size();
        try {
            jinja.evaluate(input, contexts.forNode(new ParseScope(draft, draft.relation, Map.of())));
        } catch (JinjaException e) {
            tell(from, entry, "has the input " + input + ": " + e.detail());
            return;
        }
        if (draft.refs.size() + draft.sources.size() == before) {
            tell(from, entry, "has the input " + input + ", which is no ref(…), no source(…) and not this");
        }
    }

    private void tell(Project from, PropertiesEntry entry, String what) {
        problems.below(from.place()).add(entry.path(), entry.at(), "the unit test " + entry.name() + " " + what);
    }
}

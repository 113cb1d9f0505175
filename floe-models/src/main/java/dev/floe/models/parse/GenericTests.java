package dev.floe.models.parse;

import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.jinja.Values;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Macros;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.TestNode.Generic;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.project.Checksums;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Column;
import dev.floe.models.project.ResourceProperties.TestSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the tests that properties files ask for, under the names and ids that dbt gives them. */
final class GenericTests {
    private static final int LONGEST_NAME = 63;
    private static final int KEPT_OF_LONG_NAME = 30;
    private static final int ID_HASH = 10;
    private static final Pattern NO_NAME = Pattern.compile("[^0-9a-zA-Z_]+");
    private static final String MODEL = "model";
    private static final String SUBQUERY = "get_where_subquery";

    private final Map<String, Boolean> plain = new HashMap<>();
    private final Map<List<String>, Template> calls = new HashMap<>();
    private final Contexts contexts;
    private final JinjaEnvironment jinja;
    private final DraftReading reading;
    private final RelationNamer namer;
    private final Problems problems;

    GenericTests(
            Contexts contexts, JinjaEnvironment jinja, DraftReading reading, RelationNamer namer, Problems problems) {
        this.contexts = contexts;
        this.jinja = jinja;
        this.reading = reading;
        this.namer = namer;
        this.problems = problems;
    }

    /**
     * What a test stands under.
     *
     * @param reference the call that names it
     * @param name how test names call it
     * @param prefix what test names begin with
     */
    private record Target(Draft draft, String reference, String name, String prefix) {}

    /** Makes the tests of a model, seed or source's table. */
    void read(Draft draft) {
        if (draft.properties.isPresent()) {
            read(target(draft), draft.properties.get());
        }
        draft.misplaced.forEach(entry -> read(target(draft), entry));
    }

    private static Target target(Draft draft) {
        String name = draft.head.name();
        if (draft.source.isPresent()) {
            String source = draft.source.get().sourceName();
            return new Target(draft, "source('" + source + "', '" + name + "')", source + "_" + name, "source_");
        }
        return draft.head
                .version()
                .map(v -> new Target(draft, "ref('" + name + "', version='" + v + "')", name + "_v" + v, ""))
                .orElseGet(() -> new Target(draft, "ref('" + name + "')", name, ""));
    }

    private void read(Target target, ResourceProperties properties) {
        for (Column column : properties.columns()) {
            for (TestSpec spec : column.tests()) {
                test(target, properties.path(), spec, column);
            }
        }
        for (TestSpec spec : properties.tests()) {
            test(target, properties.path(), spec, null);
        }
    }

    private void test(Target target, String path, TestSpec spec, @Nullable Column column) {
        Project from = target.draft().from;
        String macroName = "test_" + spec.name();
        Optional<Macro> macro = spec.namespace().isPresent()
                ? contexts.macros().inPackage(spec.namespace().get(), macroName)
                : contexts.macros().find(from.name(), macroName);
        if (macro.isEmpty()) {
            problems.below(from.place()).add(path, spec.at(), unknown(from, spec));
            return;
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(spec.arguments());
        if (column != null) {
            arguments.put("column_name", column.quote().orElse(false) ? quoted(column.name()) : column.name());
        }
        String fullName = spec.customName().orElseGet(() -> synthesized(target, spec, arguments));
        String alias = spec.customName().orElseGet(() -> shortened(target, spec, fullName));
        arguments.put(MODEL, "{{ " + SUBQUERY + "(" + target.reference() + ") }}");
        Draft draft = new Draft(
                from,
                new NodeHead(
                        "test." + from.name() + "." + fullName + "." + hash(fullName, spec, arguments),
                        ResourceType.TEST,
                        fullName,
                        from.name(),
                        fqn(target, path, fullName),
                        path,
                        spec.description()),
                "{{ " + spec.namespace().map(namespace -> namespace + ".").orElse("") + macroName
                        + "(**_dbt_generic_test_kwargs) }}");
        draft.layers.add(Layer.TEST, spec.config());
        if (!alias.equals(fullName) && !spec.config().containsKey("alias")) {
            draft.layers.add(Layer.TEST, Map.of("alias", alias));
        }
        draft.configCall = configCall(draft.layers.of(Layer.TEST));
        draft.generic = Optional.of(new Generic(
                spec.name(),
                spec.namespace(),
                arguments,
                Optional.ofNullable(column).map(under -> String.valueOf(arguments.get("column_name"))),
                alias,
                tags(target.draft(), column)));
        draft.attached = Optional.of(target.draft());
        complete(draft, macro.get());
    }

    /** The tags that a test has from what it stands under: those of a source, or of a column. */
    private static List<String> tags(Draft under, @Nullable Column column) {
        if (under.source.isPresent()) {
            return under.config.tags();
        }
        return column == null ? List.of() : column.tags();
    }

    private void complete(Draft draft, Macro macro) {
        reading.trees(draft, "data_tests");
        Generic generic = draft.generic.orElseThrow();
        try {
            boolean own = macro.packageName().equals(Macros.BUILT_IN);
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>(generic.arguments());
            boolean plain = own && plain(draft.head.packageName());
            if (plain) {
                arguments.remove(MODEL);
            }
            Context context = contexts.forNode(new ParseScope(draft, namer.provisional(draft.head.name()), Map.of()));
            arguments = TestArguments.render(arguments, jinja, context);
            if (plain) {
                mention(draft, draft.attached.orElseThrow());
            }
            // What the arguments call does not count as called by the test.
            draft.macros.clear();
            draft.macros.add(macro.uniqueId());
            if (own) {
                // floe's own tests mention nothing but their arguments.
                reading.template(
                        draft,
                        calls.computeIfAbsent(
                                List.of(draft.rawCode, draft.head.path()),
                                call -> jinja.parse(call.get(0), call.get(1))));
            } else {
                reading.examine(draft, Map.of(TestArguments.NAME, arguments));
            }
        } catch (JinjaException e) {
            problems.below(draft.from.place())
                    .add(draft.head.path(), 0, 0, "the test " + draft.head.name() + ": " + e.detail());
        }
        reading.complete(draft, "");
    }

    /** Whether what a test is told of its model mentions that model and nothing else, so that it need not be rendered. */
    private boolean plain(String packageName) {
        return plain.computeIfAbsent(
                packageName,
                name -> contexts.override(name, SUBQUERY).isEmpty()
                        && contexts.macros().find(name, "ref").isEmpty()
                        && contexts.macros().find(name, "source").isEmpty());
    }

    private static void mention(Draft test, Draft target) {
        String name = target.head.name();
        if (target.source.isPresent()) {
            test.sources.add(
                    new Draft.Mention<>(new Draft.SourceCall(target.source.get().sourceName(), name), 0));
        } else {
            test.refs.add(new Draft.Mention<>(new RefCall(Optional.empty(), name, target.head.version()), 0));
        }
    }

    private String quoted(String name) {
        return contexts.settings().dialect().quote(name);
    }

    private String unknown(Project from, TestSpec spec) {
        List<String> known = Stream.concat(
                        Stream.of("unique", "not_null", "accepted_values", "relationships"),
                        contexts.macros().names(from.name()).stream()
                                .filter(name -> name.startsWith("test_"))
                                .map(name -> name.substring("test_".length())))
                .toList();
        String full = spec.namespace().map(namespace -> namespace + ".").orElse("") + spec.name();
        return "there is no test '" + full + "'" + Names.hint(spec.name(), known)
                + "; a generic test is a block {% test " + spec.name() + "(model, column_name) %} below "
                + String.join(", ", List.of("macros/", "tests/generic/"));
    }

    private static List<String> fqn(Target target, String path, String name) {
        List<String> fqn = new ArrayList<>();
        fqn.add(target.draft().head.packageName());
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length - 1; i++) {
            fqn.add(parts[i]);
        }
        fqn.add(name);
        return fqn;
    }

    /** In the order in which dbt writes the keys. */
    private static String configCall(Map<String, @Nullable Object> config) {
        List<String> keys = new ArrayList<>(TestSpec.CONFIG_KEYS);
        keys.retainAll(config.keySet());
        config.keySet().stream()
                .filter(key -> !TestSpec.CONFIG_KEYS.contains(key))
                .forEach(keys::add);
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            Object value = config.get(key);
            values.add(key + "="
                    + (value instanceof String text
                            ? '"' + text.replace("\"", "\\\"") + '"'
                            : Literals.literal(value)));
        }
        return values.isEmpty() ? "" : "{{ config(" + String.join(",", values) + ") }}";
    }

    private static String identifier(Target target, TestSpec spec) {
        return spec.namespace().map(namespace -> namespace + "_").orElse("") + target.prefix() + spec.name() + "_"
                + target.name();
    }

    private static String synthesized(Target target, TestSpec spec, Map<String, @Nullable Object> arguments) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(arguments).forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.values().forEach(item -> parts.add(Values.text(item)));
            } else if (value instanceof Collection<?> items) {
                items.forEach(item -> parts.add(Values.text(item)));
            } else {
                parts.add(Values.text(value));
            }
        });
        parts.replaceAll(part -> NO_NAME.matcher(part).replaceAll("_"));
        return identifier(target, spec) + "_" + String.join("__", parts);
    }

    private static String shortened(Target target, TestSpec spec, String fullName) {
        if (fullName.length() <= LONGEST_NAME) {
            return fullName;
        }
        String identifier = identifier(target, spec);
        return identifier.substring(0, Math.min(KEPT_OF_LONG_NAME, identifier.length())) + "_"
                + Checksums.md5(fullName);
    }

    private static String hash(String name, TestSpec spec, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("kwargs", texts(arguments));
        metadata.put("name", spec.name());
        metadata.put("namespace", spec.namespace().orElse("None"));
        String md5 = Checksums.md5(name + Values.repr(Values.dict(metadata)));
        return md5.substring(md5.length() - ID_HASH);
    }

    /** Maps sorted by key, everything else as text: what the id of a test is made from. */
    private static Object texts(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), texts(item)));
            return Values.dict(new LinkedHashMap<>(sorted));
        }
        if (value instanceof Collection<?> items) {
            return Values.list(items.stream().map(GenericTests::texts).toList());
        }
        return Values.text(value);
    }
}

package dev.floe.models.parse;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.StaticCall;
import dev.floe.jinja.Template;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.Values;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Macros;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.RelationName;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.SideBySide;
import dev.floe.models.project.SourceFile;
import dev.floe.models.project.TemplateText;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at templates without running their SQL. One that has nothing but literal {@code ref}, {@code source} and {@code config} is
 * read from its source; any other is rendered once, in an environment in which what is not known yet may be used freely.
 */
final class Templates {
    private static final Set<String> STATIC = Set.of("ref", "source", "config");

    private final Project project;
    private final JinjaEnvironment jinja;
    private final Contexts contexts;
    private final Map<List<String>, Optional<Macro>> overrides = new HashMap<>();
    private final IdentityHashMap<String, Prepared> prepared = new IdentityHashMap<>();
    private @Nullable JinjaEnvironment reading;
    private @Nullable Contexts readingContexts;

    /**
     * @param jinja the environment that nodes run in
     * @param contexts over the macros parsed in it
     */
    Templates(Project project, JinjaEnvironment jinja, Contexts contexts) {
        this.project = project;
        this.jinja = jinja;
        this.contexts = contexts;
    }

    /** Parses files on all processors, for {@link #examine}, which tells of those that cannot be parsed. */
    void prepare(List<SourceFile> files) {
        JinjaEnvironment capturing = reading();
        SideBySide.map(files, file -> parsed(file, capturing))
                .forEach(found -> found.ifPresent(ready -> prepared.put(ready.text(), ready)));
    }

    private Optional<Prepared> parsed(SourceFile file, JinjaEnvironment capturing) {
        try {
            Template template = jinja.parse(file.text(), file.path());
            boolean plain = template.analysis().isStatic(STATIC);
            return Optional.of(new Prepared(
                    file.text(),
                    template,
                    plain ? Optional.empty() : Optional.of(capturing.parse(file.text(), file.path()))));
        } catch (JinjaException e) {
            return Optional.empty();
        }
    }

    /**
     * A file's template.
     *
     * @param reading the same for being rendered while the project is read, unless it is known not to need that
     */
    private record Prepared(String text, Template template, Optional<Template> reading) {}

    /** Notes in the draft what its template mentions; gives the template, to be rendered when the node runs. */
    Template examine(Draft draft, RelationName self, Map<String, @Nullable Object> names) {
        Optional<Prepared> ready = Optional.ofNullable(prepared.remove(draft.rawCode));
        Template template =
                ready.map(Prepared::template).orElseGet(() -> jinja.parse(draft.rawCode, draft.head.path()));
        if (template.analysis().isStatic(STATIC) && !overridden(draft)) {
            template.analysis().calls().forEach(call -> note(draft, call));
            return template;
        }
        ready.flatMap(Prepared::reading)
                .orElseGet(() -> reading().parse(draft.rawCode, draft.head.path()))
                .render(readingContexts().forNode(new ParseScope(draft, self, names)));
        locate(draft, template);
        return template;
    }

    /** Notes in the draft what a hook of it mentions. */
    void examineHook(Draft draft, String hook) {
        if (TemplateText.isTemplate(hook)) {
            reading()
                    .parse(hook, draft.head.path())
                    .render(readingContexts().forNode(new ParseScope(draft, draft.relation, Map.of())));
        }
    }

    private boolean overridden(Draft draft) {
        return STATIC.stream()
                .anyMatch(name ->
                        contexts.macros().find(draft.head.packageName(), name).isPresent());
    }

    private static void note(Draft draft, StaticCall call) {
        switch (call.name()) {
            case "ref" -> ref(call).ifPresent(ref -> draft.refs.add(new Draft.Mention<>(ref, call.line())));
            case "source" ->
                source(call).ifPresent(source -> draft.sources.add(new Draft.Mention<>(source, call.line())));
            case "config" -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                if (!call.positional().isEmpty() && call.positional().get(0) instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> values.put(String.valueOf(key), value));
                }
                values.putAll(call.keywords());
                draft.layers.add(ConfigLayers.Layer.CALL, values);
            }
            default -> {
                // isStatic() has seen to it that there is nothing else
            }
        }
    }

    private static Optional<RefCall> ref(StaticCall call) {
        Object version = call.keywords().containsKey("version")
                ? call.keywords().get("version")
                : call.keywords().get("v");
        Optional<String> versionText = Optional.ofNullable(version).map(Values::text);
        return switch (call.positional().size()) {
            case 1 ->
                Optional.of(new RefCall(
                        Optional.empty(), Values.text(call.positional().get(0)), versionText));
            case 2 ->
                Optional.of(new RefCall(
                        Optional.of(Values.text(call.positional().get(0))),
                        Values.text(call.positional().get(1)),
                        versionText));
            default -> Optional.empty();
        };
    }

    private static Optional<Draft.SourceCall> source(StaticCall call) {
        return call.positional().size() == 2
                ? Optional.of(new Draft.SourceCall(
                        Values.text(call.positional().get(0)),
                        Values.text(call.positional().get(1))))
                : Optional.empty();
    }

    /** Gives lines to references that were found by rendering, where the source has the same call. */
    private static void locate(Draft draft, Template template) {
        for (StaticCall call : template.analysis().calls()) {
            if (!call.literal()) {
                continue;
            }
            if (call.name().equals("ref")) {
                ref(call)
                        .ifPresent(ref -> draft.refs.replaceAll(
                                mention -> mention.line() == 0 && mention.call().equals(ref)
                                        ? new Draft.Mention<>(ref, call.line())
                                        : mention));
            } else if (call.name().equals("source")) {
                source(call)
                        .ifPresent(source -> draft.sources.replaceAll(
                                mention -> mention.line() == 0 && mention.call().equals(source)
                                        ? new Draft.Mention<>(source, call.line())
                                        : mention));
            }
        }
    }

    private JinjaEnvironment reading() {
        if (reading == null) {
            reading =
                    Contexts.templates().undefinedKind(UndefinedKind.CAPTURING).build();
        }
        return reading;
    }

    private Contexts readingContexts() {
        if (readingContexts == null) {
            Macros macros = Macros.of(project, reading(), new Problems());
            readingContexts = new Contexts(contexts.settings(), macros);
        }
        return readingContexts;
    }

    /**
     * Calls a macro of the project that stands in for one of floe's own.
     *
     * @param custom what the node's configuration says, for the macro's first argument
     * @param node the node, for its second
     */
    Optional<String> call(
            String macro, Draft draft, RelationName self, @Nullable String custom, Supplier<Map<Object, Object>> node) {
        return overrides
                .computeIfAbsent(
                        List.of(draft.head.packageName(), macro), key -> contexts.override(key.get(0), key.get(1)))
                .map(found -> Values.text(found.definition()
                                .bind(contexts.forNode(new ParseScope(draft, self, Map.of())))
                                .call(Arguments.of(custom, node.get())))
                        .strip());
    }
}

package dev.floe.models.context;

import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Values;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the contexts that templates are rendered with.
 *
 * <pre>{@code
 * String sql = jinja.parse(model.rawCode(), model.head().path()).render(contexts.forNode(scope));
 * }</pre>
 *
 * <p>Immutable and thread-safe; a context it makes belongs to one rendering at a time.
 */
public final class Contexts {
    private final ContextSettings settings;
    private final Macros macros;

    /** Contexts over one set of macros. */
    public Contexts(ContextSettings settings, Macros macros) {
        this.settings = settings;
        this.macros = macros;
    }

    /**
     * The environment that a project's templates are parsed in. As in dbt, a macro that a template defines does not have its name there:
     * models call the macros of the project.
     */
    public static JinjaEnvironment.Builder templates() {
        return JinjaEnvironment.dbt().macroPrefix("dbt_macro__");
    }

    /** What a node's template sees. */
    public Context forNode(NodeScope scope) {
        return new NodeContext(settings, macros, scope);
    }

    /** The macros. */
    public Macros macros() {
        return macros;
    }

    /** The settings. */
    public ContextSettings settings() {
        return settings;
    }

    /**
     * The macro that is to be called instead of what floe does by itself: one of the package or the project, or floe's own, when it
     * dispatches to one of theirs. Empty if nothing of theirs counts.
     */
    public Optional<Macro> override(String packageName, String name) {
        Optional<Macro> found = macros.find(packageName, name);
        if (found.isEmpty() || !found.get().packageName().equals(Macros.BUILT_IN)) {
            return found;
        }
        boolean dispatched = Dispatch.order(Macros.BUILT_IN, settings, macros).stream()
                .filter(place -> !place.equals(Macros.BUILT_IN))
                .anyMatch(place -> Dispatch.prefixes(settings.dialect()).stream()
                        .anyMatch(prefix ->
                                macros.inPackage(place, prefix + "__" + name).isPresent()));
        return dispatched ? found : Optional.empty();
    }

    /** The same with other variables and environment variables over the ones that are there. */
    public Contexts with(Map<String, @Nullable Object> variables, Map<String, String> environment) {
        return new Contexts(settings.with(variables, environment), macros);
    }

    /** A common table expression as templates hold it. */
    public Object expression(String name) {
        return RelationValue.cte(settings.dialect(), name);
    }

    /** A relation as templates hold it. */
    public Object relation(RelationName name, Optional<RelationKind> kind) {
        return RelationValue.of(settings.dialect(), name, kind);
    }

    /** Columns as templates hold them: names with types, in order. */
    public Object columns(Map<String, String> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach((name, type) -> values.add(new ColumnValue(settings.dialect(), name, type)));
        return Values.list(values);
    }
}

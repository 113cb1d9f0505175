package dev.floe.models.context;

import dev.floe.jinja.Context;
import dev.floe.models.context.Macros.Macro;
import java.util.Optional;

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

    /** A macro of the project that stands in for one of floe's own; empty if floe's own counts. */
    public Optional<Macro> override(String name) {
        return macros.find(macros.project(), name)
                .filter(macro -> !macro.packageName().equals(Macros.BUILT_IN));
    }
}

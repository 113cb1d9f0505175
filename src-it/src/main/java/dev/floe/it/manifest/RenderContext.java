package dev.floe.it.manifest;

import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import dev.floe.models.context.QueryResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that one rendering of a node sees, in dbt's order: its own, macros, packages, dbt's functions. It also keeps what the
 * rendering came across: ephemeral models, and values that are not certain.
 */
final class RenderContext implements Context {
    private static final Pattern OF_THE_MOMENT = Pattern.compile(
            "\\b(now|today|current_timestamp|current_date|current_time|localtimestamp|localtime|get_current_timestamp"
                    + "|get_current_time|transaction_timestamp|random|uuid|gen_random_uuid|uuidv4|uuidv7)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Session session;
    private final Node node;
    private final State state;
    private final NodeFunctions functions;
    private final Map<String, @Nullable Object> known = new HashMap<>();
    private final Map<String, Callable> bound = new HashMap<>();
    private final Deque<ManifestMacros.Macro> running = new ArrayDeque<>();
    private final Set<String> ephemeral = new LinkedHashSet<>();
    private final Set<String> uncertain = new LinkedHashSet<>();
    private boolean selfLookedUp;

    RenderContext(Session session, Node node, State state) {
        this.session = session;
        this.node = node;
        this.state = state;
        this.functions = new NodeFunctions(this);
        known.put("context", new ContextValue());
    }

    Session session() {
        return session;
    }

    Node node() {
        return node;
    }

    State state() {
        return state;
    }

    /** Adds a name that comes before all others. */
    void put(String name, @Nullable Object value) {
        known.put(name, value);
    }

    /** The ephemeral models that were referred to, in order. */
    Set<String> ephemeral() {
        return ephemeral;
    }

    /** What was read that may have been otherwise when dbt rendered the node. */
    Set<String> uncertain() {
        return uncertain;
    }

    /** Whether the template asked if the node's own relation is there. */
    boolean selfLookedUp() {
        return selfLookedUp;
    }

    @Override
    public @Nullable Object lookup(String name) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        ManifestMacros.Macro macro = session.macros().find(node.packageName(), name);
        Object value = macro != null
                ? bind(macro)
                : session.macros().hasPackage(name) ? new PackageValue(name) : functions.find(name);
        known.put(name, value);
        return value;
    }

    /** A macro of a package. */
    Object macro(String packageName, String name) {
        ManifestMacros.Macro macro = session.macros().inPackage(packageName, name);
        return macro == null ? Values.MISSING : bind(macro);
    }

    /** The macro as a function, of which is known when it runs. */
    Callable bind(ManifestMacros.Macro macro) {
        return bound.computeIfAbsent(macro.id(), id -> {
            Callable function = session.macros().definition(macro).bind(this);
            return arguments -> {
                running.push(macro);
                try {
                    return function.call(arguments);
                } finally {
                    running.pop();
                }
            };
        });
    }

    /** The innermost macro that runs; null outside of macros. */
    ManifestMacros.@Nullable Macro runningMacro() {
        return running.peek();
    }

    QueryResult query(String sql) {
        if (OF_THE_MOMENT.matcher(sql).find()) {
            uncertain.add("a query that asks for the time, or for chance");
        }
        return session.database().query(sql);
    }

    /** Whether a relation is to be taken as not being there yet. */
    boolean isHidden(Relation relation) {
        boolean self = relation.sameName(
                node.text("database").orElse(null), node.text("schema").orElse(null), node.identifier());
        selfLookedUp |= self;
        return self && state == State.BEFORE_FIRST_RUN;
    }

    /** {@code package.macro}. */
    private final class PackageValue implements HostObject {
        private final String name;

        PackageValue(String name) {
            this.name = name;
        }

        @Override
        public @Nullable Object getAttribute(String macroName) {
            return macro(name, macroName);
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            return getAttribute(Values.text(key));
        }

        @Override
        public String typeName() {
            return "MacroNamespace";
        }
    }

    /** {@code context}, and {@code builtins} with dbt's functions alone. */
    private class ContextValue implements HostObject {
        @Nullable Object value(String name) {
            return lookup(name);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return name.equals("get")
                    ? (Callable) arguments -> {
                        Object found = value(Values.text(arguments.positional().get(0)));
                        return found != Values.MISSING
                                ? found
                                : arguments.positional().size() > 1
                                        ? arguments.positional().get(1)
                                        : null;
                    }
                    : value(name);
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            return value(Values.text(key));
        }

        @Override
        public String typeName() {
            return "ChainMap";
        }
    }

    /** {@code builtins}. */
    Object builtins() {
        return new ContextValue() {
            @Override
            @Nullable Object value(String name) {
                return functions.find(name);
            }
        };
    }
}

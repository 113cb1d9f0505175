package dev.floe.models.parse;

import dev.floe.models.graph.NodeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hooks of a node: SQL, with Jinja, that runs before or after it is built. */
public final class Hooks {
    /** What runs before. */
    public static final String BEFORE = "pre_hook";

    /** What runs after. */
    public static final String AFTER = "post_hook";

    private Hooks() {}

    /**
     * A hook.
     *
     * @param sql SQL, with Jinja
     * @param inTransaction whether it is part of the node's transaction, where there is one; true unless {@code transaction: false} says
     *     otherwise
     */
    public record Hook(String sql, boolean inTransaction) {}

    /**
     * The hooks of one kind, in the order they run. Each is a text, or a map with the text under {@code sql}.
     *
     * @param kind {@link #BEFORE} or {@link #AFTER}
     */
    public static List<Hook> of(NodeConfig config, String kind) {
        List<Hook> hooks = new ArrayList<>();
        Object value = config.values().get(kind);
        if (value instanceof Collection<?> many) {
            many.forEach(hook -> add(hooks, hook));
        } else {
            add(hooks, value);
        }
        return hooks;
    }

    private static void add(List<Hook> hooks, @Nullable Object hook) {
        Object sql = hook instanceof Map<?, ?> map ? map.get("sql") : hook;
        if (sql != null && !sql.toString().isBlank()) {
            boolean outside = hook instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("transaction"));
            hooks.add(new Hook(sql.toString(), !outside));
        }
    }
}

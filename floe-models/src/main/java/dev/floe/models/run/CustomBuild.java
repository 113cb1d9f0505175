package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.jinja.Values;
import dev.floe.models.RunException;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.parse.Hooks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Builds models with the materializations that a project or package writes itself. Their statements run in a transaction where the
 * store has them; {@code adapter.commit()} ends it and begins another. Hooks are theirs to run. Thread-safe.
 */
final class CustomBuild {
    private final RunTools tools;

    CustomBuild(RunTools tools) {
        this.tools = tools;
    }

    OptionalLong build(ModelNode model, Macro block, String sql, Connection connection) throws SQLException {
        Map<String, @Nullable Object> names = NodeDescription.compiled(model, sql);
        names.put("pre_hooks", hooks(model, Hooks.BEFORE));
        names.put("post_hooks", hooks(model, Hooks.AFTER));
        SessionDatabase database = tools.database(connection, model).ofMaterialization();
        try {
            if (tools.store().isTransactional(model.relation())) {
                tools.statements().inTransaction(connection, () -> run(model, block, database, names));
            } else {
                run(model, block, database, names);
            }
        } finally {
            tools.store().forget(model.relation());
        }
        return OptionalLong.empty();
    }

    private Object run(ModelNode model, Macro block, SessionDatabase database, Map<String, @Nullable Object> names) {
        Object result = tools.compiler().materialize(model, block, database, names);
        if (!(result instanceof Map<?, ?> map) || !map.containsKey("relations")) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    block.path() + ": the materialization " + model.config().materialized()
                            + " has to end with return({'relations': [target_relation]})",
                    null);
        }
        return result;
    }

    private static List<Object> hooks(ModelNode model, String kind) {
        List<Object> hooks = new ArrayList<>();
        Hooks.of(model.config(), kind).forEach(hook -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("sql", hook.sql());
            map.put("transaction", hook.inTransaction());
            map.put("index", null);
            hooks.add(Values.dict(map));
        });
        return Values.list(hooks);
    }
}

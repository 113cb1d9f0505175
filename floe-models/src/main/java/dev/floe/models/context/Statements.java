package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code statement}, {@code run_query}, {@code load_result}: SQL that templates run, and its answers by name. */
final class Statements {
    private static final Signature STATEMENT =
            Signature.of("statement(name=None, fetch_result=False, auto_begin=True, language='sql', caller=None)");
    private static final Signature RUN_QUERY = Signature.of("run_query(sql)");
    private static final Signature STORE = Signature.of("store_result(name, response, agate_table=None)");

    private final NodeScope scope;
    private final Map<String, Object> results = new HashMap<>();

    Statements(NodeScope scope) {
        this.scope = scope;
    }

    /** Nothing while a project is read. */
    @Nullable Object runQuery(Arguments arguments) {
        String sql = Values.text(RUN_QUERY.bind(arguments)[0]);
        return scope.database()
                .<Object>map(database -> new TableValue(database.query(sql)))
                .orElse(null);
    }

    Object statement(Arguments arguments) {
        @Nullable Object[] bound = STATEMENT.bind(arguments);
        if (scope.database().isPresent() && bound[4] instanceof Callable caller) {
            QueryResult result = scope.database().get().query(Values.text(caller.call(Arguments.NONE)));
            if (bound[0] != null) {
                store(Values.text(bound[0]), "OK", new TableValue(result));
            }
        }
        return "";
    }

    Object storeResult(Arguments arguments) {
        @Nullable Object[] bound = STORE.bind(arguments);
        store(Values.text(bound[0]), bound[1], bound[2]);
        return "";
    }

    private void store(String name, @Nullable Object response, @Nullable Object table) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("response", response);
        result.put(
                "data",
                table instanceof TableValue rows
                        ? Values.list(rows.result().rows())
                        : Values.list(java.util.List.of()));
        result.put("table", table);
        results.put(name, Values.dict(result));
    }

    @Nullable Object loadResult(Arguments arguments) {
        return results.get(Values.text(arguments.positional().get(0)));
    }
}

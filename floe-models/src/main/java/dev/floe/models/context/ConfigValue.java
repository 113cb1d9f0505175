package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code config(…)}, {@code config.get(…)}, {@code config.require(…)}. */
record ConfigValue(NodeScope scope) implements Callable, HostObject {
    private static final Signature GET = Signature.of("get(name, default=None, validator=None)");
    private static final Signature REQUIRE = Signature.of("require(name, validator=None)");

    @Override
    public Object call(Arguments arguments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!arguments.positional().isEmpty() && arguments.positional().get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(Values.text(key), value));
        } else if (arguments.positional().size() > 0) {
            throw ExceptionsValue.compilation("config() takes names and values, as in config(materialized='table')");
        }
        arguments.keywords().forEach(values::put);
        scope.configure(values);
        return "";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "get" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = GET.bind(arguments);
                    return scope.config().values().getOrDefault(Values.text(bound[0]), bound[1]);
                };
            case "require" ->
                (Callable) arguments -> {
                    String key = Values.text(REQUIRE.bind(arguments)[0]);
                    return scope.config()
                            .get(key)
                            .orElseThrow(
                                    () -> ExceptionsValue.compilation("the configuration '" + key + "' is missing"));
                };
            case "persist_relation_docs" -> (Callable) arguments -> persists("relation");
            case "persist_column_docs" -> (Callable) arguments -> persists("columns");
            case "model" -> Values.dict(scope.model());
            default -> Values.MISSING;
        };
    }

    private boolean persists(String what) {
        return Boolean.TRUE.equals(scope.config().map("persist_docs").get(what));
    }

    @Override
    public String typeName() {
        return "config";
    }
}

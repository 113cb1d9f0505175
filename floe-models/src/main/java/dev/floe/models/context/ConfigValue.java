package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code config(…)}, {@code config.get(…)}, {@code config.require(…)}. */
record ConfigValue(NodeScope scope) implements Callable, HostObject {
    private static final Signature GET = Signature.of("get(name, default=None, validator=None)");
    /** Keys of a model that are None until something is said. */
    private static final Set<String> UNSET = Set.of(
            "alias",
            "batch_size",
            "begin",
            "concurrent_batches",
            "database",
            "event_time",
            "freshness",
            "full_refresh",
            "group",
            "incremental_strategy",
            "schema",
            "unique_key");

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
                    Object value = value(Values.text(bound[0]));
                    Object found = value == Values.MISSING ? bound[1] : value;
                    // dbt looks at a validator only if there is a default too
                    validate(bound[1] == null ? null : bound[2], found);
                    return found;
                };
            case "require" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = REQUIRE.bind(arguments);
                    Object found = value(Values.text(bound[0]));
                    if (found == Values.MISSING) {
                        throw ExceptionsValue.compilation(
                                "the configuration '" + Values.text(bound[0]) + "' is missing");
                    }
                    validate(bound[1], found);
                    return found;
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

    /** What is said, or what dbt takes for a model where nothing is; {@link Values#MISSING} for a key that it does not know. */
    private @Nullable Object value(String key) {
        Map<String, @Nullable Object> said = scope.config().values();
        if (said.containsKey(key)) {
            return said.get(key);
        }
        boolean model = Values.text(scope.model().get("unique_id")).startsWith("model.");
        if (!model) {
            return key.equals("enabled") ? true : Values.MISSING;
        }
        return switch (key) {
            case "enabled" -> true;
            case "materialized" -> scope.config().materialized();
            case "pre_hook", "post_hook", "packages", "tags" -> Values.list(List.of());
            case "meta", "quoting", "column_types", "persist_docs", "grants" -> Values.dict(Map.of());
            case "on_schema_change" -> "ignore";
            case "on_configuration_change" -> "apply";
            case "access" -> "protected";
            case "lookback" -> 1L;
            case "contract" -> Values.dict(new LinkedHashMap<>(Map.of("enforced", false, "alias_types", true)));
            default -> UNSET.contains(key) ? null : Values.MISSING;
        };
    }

    private static void validate(@Nullable Object validator, @Nullable Object value) {
        if (validator instanceof Callable function) {
            function.call(Arguments.of(value));
        }
    }

    /** {@code validation.any(…)}: a function that fails for any other value. */
    static Object validation() {
        Callable any = allowed -> (Callable) arguments -> {
            Object value = arguments.positional().get(0);
            if (!allowed.positional().contains(value)) {
                throw ExceptionsValue.compilation("Expected value \"" + Values.text(value) + "\" to be one of "
                        + allowed.positional().stream().map(Values::text).collect(Collectors.joining(",")));
            }
            return null;
        };
        return Values.dict(Map.of("any", any));
    }

    @Override
    public String typeName() {
        return "config";
    }
}

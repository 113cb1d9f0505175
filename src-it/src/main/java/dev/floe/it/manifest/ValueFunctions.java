package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Values;
import dev.floe.models.context.Functions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** dbt's functions that depend on nothing but their arguments. */
final class ValueFunctions {
    private ValueFunctions() {}

    /** The function of a name; {@link Values#MISSING} if there is none. */
    static @Nullable Object of(String name) {
        return switch (name) {
            case "diff_of_two_dicts" -> (Callable) ValueFunctions::difference;
            case "log", "print", "debug" -> (Callable) arguments -> "";
            case "otel_trace_id" -> (Callable) arguments -> "0".repeat(32);
            case "otel_span_id" -> (Callable) arguments -> "0".repeat(16);
            case "adapter_macro" ->
                (Callable) arguments -> {
                    throw Failures.compilation("adapter_macro has been replaced by adapter.dispatch");
                };
            case "try_or_compiler_error" -> (Callable) ValueFunctions::tryOr;
            default -> Functions.find(name);
        };
    }

    static String json(@Nullable Object value) {
        Callable tojson = (Callable) Functions.find("tojson");
        return Values.text(tojson.call(Arguments.of(value)));
    }

    private static @Nullable Object tryOr(Arguments arguments) {
        List<Object> all = arguments.positional();
        try {
            return ((Callable) all.get(1)).call(Arguments.of(all.subList(2, all.size()), arguments.keywords()));
        } catch (NeedsMore e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failures.compilation(Values.text(all.get(0)));
        }
    }

    /** What the first dict of lists has beyond the second, whatever the case of keys and elements. */
    private static Object difference(Arguments arguments) {
        Map<?, ?> left = (Map<?, ?>) arguments.positional().get(0);
        Map<?, ?> right = (Map<?, ?>) arguments.positional().get(1);
        Map<String, List<String>> lowered = new LinkedHashMap<>();
        right.forEach((key, values) -> lowered.put(
                lower(key),
                ((Collection<?>) values).stream().map(ValueFunctions::lower).toList()));
        Map<Object, Object> difference = new LinkedHashMap<>();
        left.forEach((key, values) -> {
            List<String> known = lowered.get(lower(key));
            if (known == null) {
                difference.put(key, values);
                return;
            }
            List<Object> rest = new ArrayList<>();
            for (Object value : (Collection<?>) values) {
                if (!known.contains(lower(value))) {
                    rest.add(value);
                }
            }
            if (!rest.isEmpty()) {
                difference.put(key, Values.list(rest));
            }
        });
        return Values.dict(difference);
    }

    private static String lower(@Nullable Object value) {
        return Values.text(value).toLowerCase(Locale.ROOT);
    }
}

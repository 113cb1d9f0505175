package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Values;
import dev.floe.models.context.Functions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** dbt's functions that depend on nothing but their arguments. */
final class ValueFunctions {
    private ValueFunctions() {}

    /** The function of a name; {@link Values#MISSING} if there is none. */
    static @Nullable Object of(String name) {
        return switch (name) {
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
}

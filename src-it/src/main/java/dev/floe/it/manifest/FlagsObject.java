package dev.floe.it.manifest;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code flags}: the arguments of dbt's command line, by their names in upper case. */
record FlagsObject(RenderContext context) implements HostObject {
    /** Flags that a command line without options leaves as they are, where nothing tells them. */
    private static final Map<String, Object> PRESET = Map.of(
            "WHICH",
            "build",
            "FULL_REFRESH",
            false,
            "STORE_FAILURES",
            false,
            "EMPTY",
            false,
            "PRINT",
            true,
            "DEFER",
            false,
            "INTROSPECT",
            true);

    private static final Set<String> OFTEN_LEFT_OUT = Set.of("FULL_REFRESH", "STORE_FAILURES");

    @Override
    public @Nullable Object getAttribute(String name) {
        if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            return Values.MISSING;
        }
        if (name.equals("FULL_REFRESH") && context.state() == State.FULL_REFRESH) {
            return true;
        }
        Map<String, @Nullable Object> arguments =
                context.session().surroundings().arguments();
        String key = name.toLowerCase(Locale.ROOT);
        if (arguments.containsKey(key)) {
            return arguments.get(key);
        }
        if (arguments.isEmpty() && !OFTEN_LEFT_OUT.contains(name)) {
            context.uncertain().add("flags." + name);
        }
        return PRESET.getOrDefault(name, Values.MISSING);
    }

    @Override
    public String typeName() {
        return "Flags";
    }
}

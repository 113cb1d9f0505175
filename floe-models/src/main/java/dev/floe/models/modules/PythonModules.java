package dev.floe.models.modules;

import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * {@code modules}: {@code modules.datetime}, {@code modules.re}, {@code modules.itertools}, {@code modules.pytz}. Immutable.
 *
 * @param clock what {@code now()} and {@code today()} read
 */
public record PythonModules(Clock clock) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "datetime" -> new DateTimeModule(clock);
            case "re" -> new RegexModule();
            case "itertools" -> new IterationModule();
            case "pytz" -> new ZoneModule();
            default -> Values.MISSING;
        };
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        return getAttribute(Values.text(key));
    }

    @Override
    public String typeName() {
        return "modules";
    }
}

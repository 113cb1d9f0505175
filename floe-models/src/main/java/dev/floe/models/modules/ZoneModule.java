package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code modules.pytz}. */
final class ZoneModule implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "utc", "UTC" -> ZoneValue.UTC;
            case "timezone" -> (Callable) ZoneModule::zone;
            default -> Values.MISSING;
        };
    }

    private static Object zone(Arguments arguments) {
        String name = Values.text(arguments.positional().get(0));
        if (name.toUpperCase(Locale.ROOT).equals("UTC")) {
            return ZoneValue.UTC;
        }
        try {
            return new ZoneValue(ZoneId.of(name), name);
        } catch (DateTimeException e) {
            throw HostClass.bad("there is no time zone '" + name + "'");
        }
    }

    @Override
    public String typeName() {
        return "module pytz";
    }
}

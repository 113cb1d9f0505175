package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time zone of pytz or of {@code datetime.timezone}. Immutable.
 *
 * @param name as it prints
 */
record ZoneValue(ZoneId zone, String name) implements HostObject {
    static final ZoneValue UTC = new ZoneValue(ZoneOffset.UTC, "UTC");

    @Override
    public @Nullable Object getAttribute(String attribute) {
        return switch (attribute) {
            case "zone" -> name;
            case "localize" -> (Callable) this::localize;
            case "normalize" -> (Callable) arguments -> moment(arguments).in(this);
            default -> Values.MISSING;
        };
    }

    private static DateTimeValue moment(Arguments arguments) {
        if (!arguments.positional().isEmpty() && arguments.positional().get(0) instanceof DateTimeValue moment) {
            return moment;
        }
        throw HostClass.bad("a time zone takes a datetime");
    }

    private Object localize(Arguments arguments) {
        DateTimeValue naive = moment(arguments);
        if (naive.zone() != null) {
            throw HostClass.bad("Not naive datetime (tzinfo is already set)");
        }
        return new DateTimeValue(naive.local(), this);
    }

    @Override
    public String typeName() {
        return "tzinfo";
    }

    @Override
    public String text() {
        return name;
    }

    @Override
    public String repr() {
        return equals(UTC) ? "<UTC>" : "<DstTzInfo '" + name + "'>";
    }
}

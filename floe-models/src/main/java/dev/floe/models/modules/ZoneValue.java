package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time zone of pytz or of {@code datetime.timezone}. Immutable.
 *
 * @param name as it prints
 * @param clock what tells the offset of a date and time on the clock: the zone, or, as with the {@code tzinfo} of pytz, one of its
 *     offsets
 */
record ZoneValue(ZoneId zone, String name, ZoneId clock) implements HostObject {
    /** pytz's. */
    static final ZoneValue UTC = new ZoneValue(ZoneId.of("UTC"), "UTC");
    /** Python's own. */
    static final ZoneValue OFFSET_ZERO = new ZoneValue(ZoneOffset.UTC, "UTC");

    private static final String OWN = "datetime.timezone";

    private static final int MINUTE = 60;

    ZoneValue(ZoneId zone, String name) {
        this(zone, name, zone);
    }

    ZoneOffset offset(LocalDateTime local) {
        return clock.getRules().getOffset(local);
    }

    /**
     * The zone as the {@code tzinfo} that a datetime is made with. pytz takes the zone's first offset, the local mean time to the
     * minute, unless {@code localize} is used.
     */
    ZoneValue asTzinfo() {
        if (!clock.equals(zone)) {
            return this;
        }
        int first = zone.getRules().getOffset(LocalDateTime.MIN).getTotalSeconds();
        int minutes = Math.floorDiv(first + MINUTE / 2, MINUTE);
        return zone.getRules().isFixedOffset()
                ? this
                : new ZoneValue(zone, name, ZoneOffset.ofTotalSeconds(minutes * MINUTE));
    }

    /** The zone as the {@code tzinfo} of a datetime that is in it at an offset, which the datetime keeps whatever is added to it. */
    ZoneValue at(ZoneOffset offset) {
        return zone.getRules().isFixedOffset() ? this : new ZoneValue(zone, name, offset);
    }

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
        return new DateTimeValue(naive.local(), at(zone.getRules().getOffset(naive.local())));
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
        if (equals(UTC)) {
            return "<UTC>";
        }
        if (zone instanceof ZoneOffset offset) {
            Duration distance = Duration.ofSeconds(offset.getTotalSeconds());
            return distance.isZero() ? OWN + ".utc" : OWN + "(" + new TimeDeltaValue(distance).repr() + ")";
        }
        return "<DstTzInfo '" + name + "'>";
    }
}

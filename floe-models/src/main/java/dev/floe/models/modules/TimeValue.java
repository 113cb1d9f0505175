package dev.floe.models.modules;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Python's {@code time} of day, without a zone. Immutable. */
public record TimeValue(LocalTime time) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "isoformat" -> (Callable) arguments -> text();
            case "strftime" ->
                (Callable) arguments -> TimeFormat.format(
                        LocalDate.of(1900, 1, 1).atTime(time),
                        null,
                        Values.text(arguments.positional().get(0)));
            default -> field(time, name);
        };
    }

    /** What time and datetime have in common. */
    static @Nullable Object field(LocalTime time, String name) {
        return switch (name) {
            case "hour" -> (long) time.getHour();
            case "minute" -> (long) time.getMinute();
            case "second" -> (long) time.getSecond();
            case "microsecond" -> (long) time.getNano() / 1000;
            default -> Values.MISSING;
        };
    }

    @Override
    public OptionalInt compare(@Nullable Object other) {
        return other instanceof TimeValue clock ? OptionalInt.of(time.compareTo(clock.time)) : OptionalInt.empty();
    }

    @Override
    public String typeName() {
        return "datetime.time";
    }

    @Override
    public String text() {
        return TimeFormat.clock(time);
    }

    @Override
    public String repr() {
        return "datetime.time(" + TimeFormat.clockArguments(time) + ")";
    }
}

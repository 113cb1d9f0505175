package dev.floe.models.modules;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Python's {@code date}. Immutable. */
public record DateValue(LocalDate date) implements HostObject {
    private static final Signature REPLACE = Signature.of("replace(year=None, month=None, day=None)");
    private static final int ORDINAL_OF_EPOCH = 719_163;

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "isoformat" -> (Callable) arguments -> text();
            case "strftime" ->
                (Callable) arguments -> TimeFormat.format(
                        date.atStartOfDay(),
                        null,
                        Values.text(arguments.positional().get(0)));
            case "replace" ->
                (Callable) arguments -> {
                    @Nullable Object[] parts = REPLACE.bind(arguments);
                    return new DateValue(replaced(date, parts));
                };
            default -> field(date, name);
        };
    }

    /** What date and datetime have in common. */
    static @Nullable Object field(LocalDate date, String name) {
        long weekday = date.getDayOfWeek().getValue();
        return switch (name) {
            case "year" -> (long) date.getYear();
            case "month" -> (long) date.getMonthValue();
            case "day" -> (long) date.getDayOfMonth();
            case "weekday" -> (Callable) arguments -> weekday - 1;
            case "isoweekday" -> (Callable) arguments -> weekday;
            case "toordinal" -> (Callable) arguments -> date.toEpochDay() + ORDINAL_OF_EPOCH;
            case "isocalendar" ->
                (Callable) arguments -> Values.tuple(List.of(
                        (long) date.get(IsoFields.WEEK_BASED_YEAR),
                        (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                        weekday));
            default -> Values.MISSING;
        };
    }

    /** The date with the first three parts in the place of its own, where they are said. */
    static LocalDate replaced(LocalDate date, @Nullable Object[] parts) {
        try {
            return LocalDate.of(
                    parts[0] == null ? date.getYear() : HostClass.whole(parts[0], "year"),
                    parts[1] == null ? date.getMonthValue() : HostClass.whole(parts[1], "month"),
                    parts[2] == null ? date.getDayOfMonth() : HostClass.whole(parts[2], "day"));
        } catch (java.time.DateTimeException e) {
            throw HostClass.bad(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public @Nullable Object operate(String operator, @Nullable Object other, boolean reversed) {
        if (other instanceof TimeDeltaValue delta) {
            long days = ((Long) java.util.Objects.requireNonNull(delta.getAttribute("days")));
            if (operator.equals("+")) {
                return new DateValue(date.plusDays(days));
            }
            if (operator.equals("-") && !reversed) {
                return new DateValue(date.minusDays(days));
            }
        }
        return operator.equals("-") && !reversed && other instanceof DateValue day
                ? new TimeDeltaValue(Duration.ofDays(ChronoUnit.DAYS.between(day.date, date)))
                : Values.MISSING;
    }

    @Override
    public OptionalInt compare(@Nullable Object other) {
        return other instanceof DateValue day ? OptionalInt.of(date.compareTo(day.date)) : OptionalInt.empty();
    }

    @Override
    public String typeName() {
        return "datetime.date";
    }

    @Override
    public String text() {
        return date.toString();
    }

    @Override
    public String repr() {
        return "datetime.date(" + date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth() + ")";
    }

    DateTimeValue at(LocalTime time) {
        return new DateTimeValue(date.atTime(time), null);
    }
}

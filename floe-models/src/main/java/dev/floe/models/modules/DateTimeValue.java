package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code datetime}. Immutable.
 *
 * @param local the date and the time on the clock
 * @param zone where that clock is; null for a naive datetime
 */
public record DateTimeValue(LocalDateTime local, @Nullable ZoneValue zone) implements HostObject {
    private static final Signature REPLACE = Signature.of(
            "replace(year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=False)");
    private static final Signature ZONE = Signature.of("astimezone(tz=None)");
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;
    private static final Signature ISO = Signature.of("isoformat(sep='T', timespec='auto')");

    /** A moment, told in UTC. */
    public static DateTimeValue utc(Instant moment) {
        return new DateTimeValue(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), ZoneValue.UTC);
    }

    /**
     * A date and time in ISO's notation, with a blank or {@code T} between.
     *
     * @throws dev.floe.jinja.JinjaException of the kind {@code VALUE} if it is none
     */
    public static DateTimeValue parse(String text) {
        return TimeParser.iso(text);
    }

    /** A date and time without a zone. */
    public static DateTimeValue naive(LocalDateTime local) {
        return new DateTimeValue(local, null);
    }

    private double timestamp() {
        Instant moment = instant();
        return (moment.getEpochSecond() * MICROS + moment.getNano() / NANOS) / 1e6;
    }

    private ZoneId place() {
        return zone == null ? ZoneId.systemDefault() : zone.clock();
    }

    private Instant instant() {
        return local.atZone(place()).toInstant();
    }

    /** The moment that is meant, if a clock without a zone is one of a given zone. */
    public Instant moment(ZoneId otherwise) {
        return local.atZone(zone == null ? otherwise : zone.clock()).toInstant();
    }

    DateTimeValue in(ZoneValue other) {
        ZoneOffset offset = other.zone().getRules().getOffset(instant());
        return new DateTimeValue(LocalDateTime.ofInstant(instant(), offset), other.at(offset));
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        Object date = DateValue.field(local.toLocalDate(), name);
        if (date != Values.MISSING) {
            return date;
        }
        return switch (name) {
            case "tzinfo" -> zone;
            case "date" -> (Callable) arguments -> new DateValue(local.toLocalDate());
            case "time" -> (Callable) arguments -> new TimeValue(local.toLocalTime());
            case "isoformat" -> (Callable) arguments -> print(Values.text(ISO.bind(arguments)[0]));
            case "timestamp" -> (Callable) arguments -> timestamp();
            case "strftime" ->
                (Callable) arguments -> TimeFormat.format(
                        local, zone, Values.text(arguments.positional().get(0)));
            case "replace" -> (Callable) this::replace;
            case "astimezone" ->
                (Callable) arguments -> in(ZONE.bind(arguments)[0] instanceof ZoneValue other ? other : ZoneValue.UTC);
            case "utcoffset" ->
                (Callable) arguments -> zone == null
                        ? null
                        : new TimeDeltaValue(
                                Duration.ofSeconds(zone.offset(local).getTotalSeconds()));
            default -> TimeValue.field(local.toLocalTime(), name);
        };
    }

    private Object replace(Arguments arguments) {
        @Nullable Object[] parts = REPLACE.bind(arguments);
        LocalTime time = TimeFormat.time(
                parts[3] == null ? (Object) (long) local.getHour() : parts[3],
                parts[4] == null ? (Object) (long) local.getMinute() : parts[4],
                parts[5] == null ? (Object) (long) local.getSecond() : parts[5],
                parts[6] == null ? (Object) (long) (local.getNano() / 1000) : parts[6]);
        ZoneValue place =
                Boolean.FALSE.equals(parts[7]) ? zone : parts[7] instanceof ZoneValue other ? other.asTzinfo() : null;
        return new DateTimeValue(DateValue.replaced(local.toLocalDate(), parts).atTime(time), place);
    }

    @Override
    public @Nullable Object operate(String operator, @Nullable Object other, boolean reversed) {
        if (other instanceof TimeDeltaValue delta) {
            if (operator.equals("+")) {
                return new DateTimeValue(local.plus(delta.duration()), zone);
            }
            if (operator.equals("-") && !reversed) {
                return new DateTimeValue(local.minus(delta.duration()), zone);
            }
        }
        if (operator.equals("-") && !reversed && other instanceof DateTimeValue moment) {
            if ((zone == null) != (moment.zone == null)) {
                throw HostClass.bad("can't subtract offset-naive and offset-aware datetimes");
            }
            return new TimeDeltaValue(
                    zone == null
                            ? Duration.between(moment.local, local)
                            : Duration.between(moment.instant(), instant()));
        }
        return Values.MISSING;
    }

    @Override
    public OptionalInt compare(@Nullable Object other) {
        if (!(other instanceof DateTimeValue moment) || (zone == null) != (moment.zone == null)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                zone == null ? local.compareTo(moment.local) : instant().compareTo(moment.instant()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DateTimeValue && compare(other).orElse(1) == 0;
    }

    @Override
    public int hashCode() {
        return zone == null ? local.hashCode() : Objects.hashCode(instant());
    }

    private String print(String between) {
        String offset = zone == null ? "" : TimeFormat.offset(zone, local, ":");
        return local.toLocalDate() + between + TimeFormat.clock(local.toLocalTime()) + offset;
    }

    @Override
    public String typeName() {
        return "datetime.datetime";
    }

    @Override
    public String text() {
        return print(" ");
    }

    @Override
    public String repr() {
        String date = local.getYear() + ", " + local.getMonthValue() + ", " + local.getDayOfMonth();
        return "datetime.datetime(" + date + ", " + TimeFormat.clockArguments(local.toLocalTime())
                + (zone == null ? "" : ", tzinfo=" + zone.repr()) + ")";
    }
}

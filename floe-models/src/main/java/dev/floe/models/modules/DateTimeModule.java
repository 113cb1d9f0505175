package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code modules.datetime}. */
record DateTimeModule(Clock clock) implements HostObject {
    private static final Signature DATE = Signature.of("date(year, month, day)");
    private static final Signature TIME = Signature.of("time(hour=0, minute=0, second=0, microsecond=0)");
    private static final Signature DATETIME =
            Signature.of("datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)");
    private static final Signature DELTA =
            Signature.of("timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)");
    private static final Signature NOW = Signature.of("now(tz=None)");
    private static final Signature FROM_TIMESTAMP = Signature.of("fromtimestamp(timestamp, tz=None)");
    private static final Signature STRPTIME = Signature.of("strptime(date_string, format)");
    private static final Signature COMBINE = Signature.of("combine(date, time)");
    private static final Signature ONE = Signature.of("fromisoformat(date_string)");

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "datetime" -> dateTimes();
            case "date" -> dates();
            case "time" -> new HostClass("datetime.time", DateTimeModule::time, Map.of());
            case "timedelta" -> new HostClass("datetime.timedelta", DateTimeModule::delta, Map.of());
            default -> Values.MISSING;
        };
    }

    private HostClass dateTimes() {
        return new HostClass(
                "datetime.datetime",
                DateTimeModule::dateTime,
                Map.of(
                        "now", method(arguments -> moment(clock.instant(), NOW.bind(arguments)[0])),
                        "today", method(arguments -> moment(clock.instant(), null)),
                        "utcnow",
                                method(arguments -> new DateTimeValue(
                                        LocalDateTime.ofInstant(micros(clock.instant()), ZoneOffset.UTC), null)),
                        "strptime",
                                method(arguments -> {
                                    @Nullable Object[] bound = STRPTIME.bind(arguments);
                                    return TimeParser.parse(Values.text(bound[0]), Values.text(bound[1]));
                                }),
                        "fromisoformat", method(arguments -> TimeParser.iso(Values.text(ONE.bind(arguments)[0]))),
                        "fromtimestamp", method(DateTimeModule::fromTimestamp),
                        "combine", method(DateTimeModule::combine)));
    }

    private HostClass dates() {
        return new HostClass(
                "datetime.date",
                DateTimeModule::date,
                Map.of(
                        "today", method(arguments -> new DateValue(LocalDate.now(clock))),
                        "fromisoformat",
                                method(arguments -> new DateValue(TimeParser.iso(Values.text(ONE.bind(arguments)[0]))
                                        .local()
                                        .toLocalDate()))));
    }

    private static Object method(dev.floe.jinja.Callable function) {
        return function;
    }

    private static LocalDate day(@Nullable Object[] bound) {
        return DateValue.replaced(LocalDate.EPOCH, bound);
    }

    private static Object date(Arguments arguments) {
        return new DateValue(day(DATE.bind(arguments)));
    }

    private static Object time(Arguments arguments) {
        @Nullable Object[] bound = TIME.bind(arguments);
        return new TimeValue(TimeFormat.time(bound[0], bound[1], bound[2], bound[3]));
    }

    private static Object dateTime(Arguments arguments) {
        @Nullable Object[] bound = DATETIME.bind(arguments);
        LocalTime time = TimeFormat.time(bound[3], bound[4], bound[5], bound[6]);
        return new DateTimeValue(day(bound).atTime(time), bound[7] instanceof ZoneValue zone ? zone.asTzinfo() : null);
    }

    private static Object delta(Arguments arguments) {
        @Nullable Object[] bound = DELTA.bind(arguments);
        return new TimeDeltaValue(TimeDeltaValue.of(bound[0], Duration.ofDays(1))
                .plus(TimeDeltaValue.of(bound[1], Duration.ofSeconds(1)))
                .plus(TimeDeltaValue.of(bound[2], Duration.ofNanos(1000)))
                .plus(TimeDeltaValue.of(bound[3], Duration.ofMillis(1)))
                .plus(TimeDeltaValue.of(bound[4], Duration.ofMinutes(1)))
                .plus(TimeDeltaValue.of(bound[5], Duration.ofHours(1)))
                .plus(TimeDeltaValue.of(bound[6], Duration.ofDays(7))));
    }

    private static Object moment(Instant instant, @Nullable Object zone) {
        return zone instanceof ZoneValue place
                ? DateTimeValue.utc(micros(instant)).in(place)
                : new DateTimeValue(LocalDateTime.ofInstant(micros(instant), ZoneId.systemDefault()), null);
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private static Object fromTimestamp(Arguments arguments) {
        @Nullable Object[] bound = FROM_TIMESTAMP.bind(arguments);
        if (bound[0] instanceof Number seconds) {
            long micros = Math.round(seconds.doubleValue() * 1e6);
            return moment(Instant.EPOCH.plusNanos(micros * 1000), bound[1]);
        }
        throw HostClass.bad("fromtimestamp() takes a number");
    }

    private static Object combine(Arguments arguments) {
        @Nullable Object[] bound = COMBINE.bind(arguments);
        if (bound[0] instanceof DateValue date && bound[1] instanceof TimeValue time) {
            return date.at(time.time());
        }
        throw HostClass.bad("combine() takes a date and a time");
    }

    @Override
    public String typeName() {
        return "module datetime";
    }
}

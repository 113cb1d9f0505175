package dev.floe.models.modules;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Python's {@code timedelta}. Immutable. */
record TimeDeltaValue(Duration duration) implements HostObject {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** So many units, which may be a fraction. */
    static Duration of(@Nullable Object count, Duration unit) {
        if (count == null || count.equals(0L)) {
            return Duration.ZERO;
        }
        if (count instanceof Long whole) {
            return unit.multipliedBy(whole);
        }
        if (count instanceof Number number) {
            BigDecimal micros = new BigDecimal(number.toString())
                    .multiply(BigDecimal.valueOf(unit.toNanos() / 1000))
                    .setScale(0, RoundingMode.HALF_EVEN);
            return Duration.ofNanos(micros.longValueExact() * 1000);
        }
        throw HostClass.bad("timedelta() takes numbers, not " + Values.repr(count));
    }

    private long days() {
        return Math.floorDiv(duration.toSeconds(), Duration.ofDays(1).toSeconds());
    }

    private long seconds() {
        return Math.floorMod(duration.toSeconds(), Duration.ofDays(1).toSeconds());
    }

    private long micros() {
        return duration.toNanosPart() / 1000;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "days" -> days();
            case "seconds" -> seconds();
            case "microseconds" -> micros();
            case "total_seconds" ->
                (Callable) arguments -> duration.toSeconds() + micros() / (double) MICROS_PER_SECOND;
            default -> Values.MISSING;
        };
    }

    @Override
    public @Nullable Object operate(String operator, @Nullable Object other, boolean reversed) {
        if (other instanceof TimeDeltaValue delta) {
            return switch (operator) {
                case "+" -> new TimeDeltaValue(duration.plus(delta.duration));
                case "-" -> new TimeDeltaValue(duration.minus(delta.duration));
                case "/" -> (double) duration.toNanos() / delta.duration.toNanos();
                case "//" -> Math.floorDiv(duration.toNanos(), delta.duration.toNanos());
                default -> Values.MISSING;
            };
        }
        if (other instanceof Long factor) {
            return switch (operator) {
                case "*" -> new TimeDeltaValue(duration.multipliedBy(factor));
                case "/", "//" -> reversed ? Values.MISSING : new TimeDeltaValue(duration.dividedBy(factor));
                default -> Values.MISSING;
            };
        }
        return Values.MISSING;
    }

    @Override
    public OptionalInt compare(@Nullable Object other) {
        return other instanceof TimeDeltaValue delta
                ? OptionalInt.of(duration.compareTo(delta.duration))
                : OptionalInt.empty();
    }

    @Override
    public boolean isTrue() {
        return !duration.isZero();
    }

    @Override
    public String typeName() {
        return "datetime.timedelta";
    }

    @Override
    public String text() {
        long rest = seconds();
        String clock = String.format(Locale.ROOT, "%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
        String fraction = micros() == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros());
        String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
        return days + clock + fraction;
    }

    @Override
    public String repr() {
        StringBuilder parts = new StringBuilder();
        part(parts, "days", days());
        part(parts, "seconds", seconds());
        part(parts, "microseconds", micros());
        return "datetime.timedelta(" + (parts.length() == 0 ? "0" : parts) + ")";
    }

    private static void part(StringBuilder parts, String name, long value) {
        if (value != 0) {
            parts.append(parts.length() == 0 ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(value);
        }
    }
}

package dev.floe.models.context;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A moment as templates hold it: Python's {@code datetime} with a zone. Immutable. */
record DateTimeValue(OffsetDateTime moment) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "year" -> (long) moment.getYear();
            case "month" -> (long) moment.getMonthValue();
            case "day" -> (long) moment.getDayOfMonth();
            case "hour" -> (long) moment.getHour();
            case "minute" -> (long) moment.getMinute();
            case "second" -> (long) moment.getSecond();
            case "microsecond" -> (long) moment.getNano() / 1000;
            case "isoformat" -> (Callable) arguments -> text().replace(' ', 'T');
            case "timestamp" -> (Callable) arguments -> moment.toInstant().toEpochMilli() / 1000.0;
            case "strftime" ->
                (Callable)
                        arguments -> format(Values.text(arguments.positional().get(0)));
            case "date" -> (Callable) arguments -> moment.toLocalDate().toString();
            default -> Values.MISSING;
        };
    }

    private String format(String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                out.append(c);
                continue;
            }
            char directive = pattern.charAt(++i);
            out.append(
                    switch (directive) {
                        case 'Y' -> String.format("%04d", moment.getYear());
                        case 'y' -> String.format("%02d", moment.getYear() % 100);
                        case 'm' -> String.format("%02d", moment.getMonthValue());
                        case 'd' -> String.format("%02d", moment.getDayOfMonth());
                        case 'H' -> String.format("%02d", moment.getHour());
                        case 'I' -> String.format("%02d", (moment.getHour() + 11) % 12 + 1);
                        case 'M' -> String.format("%02d", moment.getMinute());
                        case 'S' -> String.format("%02d", moment.getSecond());
                        case 'f' -> String.format("%06d", moment.getNano() / 1000);
                        case 'j' -> String.format("%03d", moment.getDayOfYear());
                        case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
                        case 'z' ->
                            moment.getOffset().equals(ZoneOffset.UTC)
                                    ? "+0000"
                                    : moment.getOffset().getId().replace(":", "");
                        case 'Z' -> "UTC";
                        case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                        case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
                        case 'B' -> moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                        case 'b' -> moment.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
                        case 'u' -> String.valueOf(moment.getDayOfWeek().getValue());
                        case 'w' -> String.valueOf(moment.getDayOfWeek().getValue() % 7);
                        case '%' -> "%";
                        default -> "%" + directive;
                    });
        }
        return out.toString();
    }

    @Override
    public String typeName() {
        return "datetime";
    }

    @Override
    public String text() {
        return moment.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT));
    }

    @Override
    public String repr() {
        return "datetime.datetime(" + text() + ")";
    }
}

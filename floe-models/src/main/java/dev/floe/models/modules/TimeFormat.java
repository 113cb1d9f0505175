package dev.floe.models.modules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times as Python prints them: {@code str}, {@code strftime}. */
final class TimeFormat {
    private TimeFormat() {}

    /** A time of day, or an error that says what is out of range. */
    static LocalTime time(
            @Nullable Object hour, @Nullable Object minute, @Nullable Object second, @Nullable Object micros) {
        try {
            return LocalTime.of(
                    HostClass.whole(hour, "hour"),
                    HostClass.whole(minute, "minute"),
                    HostClass.whole(second, "second"),
                    HostClass.whole(micros, "microsecond") * 1000);
        } catch (DateTimeException e) {
            throw HostClass.bad(String.valueOf(e.getMessage()));
        }
    }

    /** {@code 13:05:07}, with six digits behind the second unless they are zero. */
    static String clock(LocalTime time) {
        String seconds =
                String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        return time.getNano() < 1000 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", time.getNano() / 1000);
    }

    /** The arguments that {@code repr} shows. */
    static String clockArguments(LocalTime time) {
        String text = time.getHour() + ", " + time.getMinute();
        int micros = time.getNano() / 1000;
        if (time.getSecond() != 0 || micros != 0) {
            text += ", " + time.getSecond();
        }
        return micros == 0 ? text : text + ", " + micros;
    }

    /** {@code +01:00} or {@code +0100}. */
    static String offset(ZoneValue zone, LocalDateTime local, String between) {
        ZoneOffset offset = zone.offset(local);
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return String.format(
                Locale.ROOT,
                "%s%02d%s%02d",
                offset.getTotalSeconds() < 0 ? "-" : "+",
                minutes / 60,
                between,
                minutes % 60);
    }

    static String format(LocalDateTime moment, @Nullable ZoneValue zone, String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                out.append(c);
                continue;
            }
            char directive = pattern.charAt(++i);
            boolean unpadded = directive == '-' && i + 1 < pattern.length();
            if (unpadded) {
                directive = pattern.charAt(++i);
            }
            String value = directive(moment, zone, directive);
            out.append(unpadded ? value.replaceFirst("^0+(?=\\d)", "") : value);
        }
        return out.toString();
    }

    private static String directive(LocalDateTime moment, @Nullable ZoneValue zone, char directive) {
        LocalDate date = moment.toLocalDate();
        int weekday = date.getDayOfWeek().getValue();
        return switch (directive) {
            case 'Y' -> number("%04d", date.getYear());
            case 'y' -> number("%02d", date.getYear() % 100);
            case 'm' -> number("%02d", date.getMonthValue());
            case 'd' -> number("%02d", date.getDayOfMonth());
            case 'e' -> number("%2d", date.getDayOfMonth());
            case 'H' -> number("%02d", moment.getHour());
            case 'I' -> number("%02d", (moment.getHour() + 11) % 12 + 1);
            case 'M' -> number("%02d", moment.getMinute());
            case 'S' -> number("%02d", moment.getSecond());
            case 'f' -> number("%06d", moment.getNano() / 1000);
            case 'j' -> number("%03d", date.getDayOfYear());
            case 'U' -> number("%02d", (date.getDayOfYear() + 6 - weekday % 7) / 7);
            case 'W' -> number("%02d", (date.getDayOfYear() + 6 - (weekday + 6) % 7) / 7);
            case 'V' -> number("%02d", date.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> number("%04d", date.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR));
            case 'u' -> number("%d", weekday);
            case 'w' -> number("%d", weekday % 7);
            case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
            case 'z' -> zone == null ? "" : offset(zone, moment, "");
            case 'Z' -> zone == null ? "" : abbreviation(zone, moment);
            case 'A' -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> month(date);
            case 'F' -> format(moment, zone, "%Y-%m-%d");
            case 'T', 'X' -> format(moment, zone, "%H:%M:%S");
            case 'R' -> format(moment, zone, "%H:%M");
            case 'D', 'x' -> format(moment, zone, "%m/%d/%y");
            case 'c' -> format(moment, zone, "%a %b %e %H:%M:%S %Y");
            case 's' -> String.valueOf(moment.toEpochSecond(ZoneOffset.UTC));
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + directive;
        };
    }

    private static String number(String pattern, int value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    /** Three letters always, where Java's own English may have four for September. */
    static String month(LocalDate date) {
        return date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
    }

    private static String abbreviation(ZoneValue zone, LocalDateTime moment) {
        return zone.equals(ZoneValue.UTC)
                ? "UTC"
                : java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                        .format(moment.atZone(zone.zone()));
    }
}

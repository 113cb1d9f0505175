package dev.floe.models.modules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as Python reads them: {@code strptime}, {@code fromisoformat}. */
final class TimeParser {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private TimeParser() {}

    /** {@code strptime(text, pattern)}. */
    static DateTimeValue parse(String text, String pattern) {
        StringBuilder regex = new StringBuilder();
        Map<Character, Integer> groups = new HashMap<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                char directive = pattern.charAt(++i);
                if (directive != '%') {
                    groups.put(directive, groups.size() + 1);
                }
                regex.append(directive == '%' ? "%" : "(" + expression(directive, pattern) + ")");
            } else if (Character.isWhitespace(c)) {
                regex.append("\\s+");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Matcher matcher =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.matches()) {
            throw HostClass.bad("time data '" + text + "' does not match format '" + pattern + "'");
        }
        Map<Character, String> found = new HashMap<>();
        groups.forEach((directive, group) -> found.put(directive, matcher.group(group)));
        try {
            return moment(found);
        } catch (DateTimeException e) {
            throw HostClass.bad("time data '" + text + "': " + e.getMessage());
        }
    }

    private static String expression(char directive, String pattern) {
        return switch (directive) {
            case 'Y' -> "\\d{4}";
            case 'm', 'd', 'H', 'I', 'M', 'S', 'y' -> "\\d{1,2}";
            case 'j' -> "\\d{1,3}";
            case 'f' -> "\\d{1,6}";
            case 'b', 'B', 'a', 'A' -> "[a-z]+";
            case 'p' -> "am|pm";
            case 'z' -> "z|[+-]\\d{2}:?\\d{2}";
            case 'Z' -> "utc|gmt";
            default -> throw HostClass.bad("'" + directive + "' is a bad directive in format '" + pattern + "'");
        };
    }

    private static DateTimeValue moment(Map<Character, String> found) {
        int year = found.containsKey('y') ? century(number(found, 'y', 0)) : number(found, 'Y', 1900);
        int month = found.containsKey('b') || found.containsKey('B') ? month(found) : number(found, 'm', 1);
        LocalDate date = found.containsKey('j')
                ? LocalDate.ofYearDay(year, number(found, 'j', 1))
                : LocalDate.of(year, month, number(found, 'd', 1));
        int hour = number(found, 'H', 0);
        if (found.containsKey('I')) {
            boolean afternoon = found.getOrDefault('p', "am").equalsIgnoreCase("pm");
            hour = number(found, 'I', 0) % 12 + (afternoon ? 12 : 0);
        }
        int micros = Integer.parseInt((found.getOrDefault('f', "0") + "000000").substring(0, 6));
        LocalDateTime local = date.atTime(hour, number(found, 'M', 0), number(found, 'S', 0), micros * 1000);
        return new DateTimeValue(local, zone(found.get('z')));
    }

    private static @Nullable ZoneValue zone(@Nullable String offset) {
        if (offset == null) {
            return null;
        }
        ZoneOffset zone = ZoneOffset.of(
                offset.equalsIgnoreCase("z") ? "Z" : offset.replaceFirst("^([+-]\\d{2}):?(\\d{2})$", "$1:$2"));
        return zone.equals(ZoneOffset.UTC) ? ZoneValue.OFFSET_ZERO : new ZoneValue(zone, "UTC" + zone.getId());
    }

    private static int century(int twoDigits) {
        return twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
    }

    private static int month(Map<Character, String> found) {
        String name = found.containsKey('b') ? found.getOrDefault('b', "") : found.getOrDefault('B', "");
        String start = name.toLowerCase(Locale.ROOT).substring(0, Math.min(3, name.length()));
        return MONTHS.indexOf(start) + 1;
    }

    private static int number(Map<Character, String> found, char directive, int preset) {
        String text = found.get(directive);
        return text == null ? preset : Integer.parseInt(text);
    }

    /** {@code datetime.fromisoformat(text)}. */
    static DateTimeValue iso(String text) {
        String iso = text.replace(' ', 'T').replace('t', 'T');
        try {
            if (iso.length() == 10) {
                return new DateTimeValue(LocalDate.parse(iso).atStartOfDay(), null);
            }
            if (iso.matches(".*T.*(Z|[+-]\\d{2}:?\\d{2})")) {
                OffsetDateTime moment = OffsetDateTime.parse(iso);
                return new DateTimeValue(
                        moment.toLocalDateTime(), zone(moment.getOffset().getId()));
            }
            return new DateTimeValue(LocalDateTime.parse(iso), null);
        } catch (DateTimeException e) {
            throw HostClass.bad("Invalid isoformat string: '" + text + "'");
        }
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.syntax.BinaryOperator;
import dev.floe.jinja.internal.syntax.CompareOperator;
import dev.floe.jinja.internal.value.Arithmetic;
import dev.floe.jinja.internal.value.Comparing;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks a line into lines of a width: between words, and after hyphens within words. */
final class TextWrapper {
    private static final String MARKS_IN_WORDS = "!\"'&.,?";

    private final int width;
    /** Whether the width is a whole number: no word can be cut at another one. */
    private final boolean whole;

    private final boolean breakLongWords;
    private final boolean breakOnHyphens;

    private TextWrapper(int width, boolean whole, boolean breakLongWords, boolean breakOnHyphens) {
        this.width = width;
        this.whole = whole;
        this.breakLongWords = breakLongWords;
        this.breakOnHyphens = breakOnHyphens;
    }

    /** For a width that a template gives, which may be any value. */
    static TextWrapper of(@Nullable Object width, boolean breakLongWords, boolean breakOnHyphens) {
        if (Comparing.apply(CompareOperator.LESS_OR_EQUAL, width, 0L)) {
            throw PyError.value("invalid width " + Repr.of(width) + " (must be > 0)");
        }
        if (width == null || !Numbers.isNumber(width)) {
            throw Arithmetic.unsupported(BinaryOperator.SUBTRACT, width, 0L);
        }
        int floor = (int) Math.min(Integer.MAX_VALUE, Math.floor(Numbers.toDouble(width)));
        return new TextWrapper(floor, Numbers.isInt(width), breakLongWords, breakOnHyphens);
    }

    List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        Deque<String> parts = parts(text);
        while (!parts.isEmpty()) {
            if (!lines.isEmpty() && isBlank(parts.getFirst())) {
                parts.removeFirst();
            }
            List<String> line = line(parts);
            if (!line.isEmpty() && isBlank(line.get(line.size() - 1))) {
                line.remove(line.size() - 1);
            }
            if (!line.isEmpty()) {
                lines.add(String.join("", line));
            }
        }
        return lines;
    }

    private List<String> line(Deque<String> parts) {
        List<String> line = new ArrayList<>();
        long length = 0;
        while (!parts.isEmpty() && length + Py.length(parts.getFirst()) <= width) {
            length += Py.length(parts.getFirst());
            line.add(parts.removeFirst());
        }
        if (!parts.isEmpty() && Py.length(parts.getFirst()) > width) {
            if (breakLongWords) {
                if (!whole && width > 0) {
                    throw PyError.type("slice indices must be integers or None or have an __index__ method");
                }
                String word = parts.removeFirst();
                int cut = cut(word, width > 0 ? (int) (width - length) : 1);
                line.add(word.substring(0, cut));
                parts.addFirst(word.substring(cut));
            } else if (line.isEmpty()) {
                line.add(parts.removeFirst());
            }
        }
        return line;
    }

    /** Where a word that is too long is cut: after its last hyphen that fits, or else where the line is full. */
    private int cut(String word, int room) {
        int end = word.offsetByCodePoints(0, room);
        int hyphen = breakOnHyphens ? word.lastIndexOf('-', end - 1) : -1;
        boolean afterText = hyphen > 0 && word.substring(0, hyphen).chars().anyMatch(c -> c != '-');
        return afterText ? hyphen + 1 : end;
    }

    private static boolean isBlank(String part) {
        return part.isBlank();
    }

    /** Blanks, words, and dashes between words; with hyphens breaking, a word ends after a hyphen that letters surround. */
    private Deque<String> parts(String text) {
        Deque<String> parts = new ArrayDeque<>();
        int start = 0;
        while (start < text.length()) {
            int end = start + 1;
            if (isBlankAt(text, start)) {
                while (end < text.length() && isBlankAt(text, end)) {
                    end++;
                }
            } else if (isDashBetweenWords(text, start)) {
                end = afterDashes(text, start);
            } else {
                while (end < text.length() && !endsPart(text, start, end)) {
                    end++;
                }
            }
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    private boolean endsPart(String text, int start, int end) {
        return isBlankAt(text, end)
                || isDashBetweenWords(text, end)
                || (breakOnHyphens && end - start > 1 && isHyphenation(text, end));
    }

    /** Whether a hyphen before the place has letters on both sides: two, or one that another hyphen follows or precedes. */
    private static boolean isHyphenation(String text, int end) {
        boolean before = isLetter(text, end - 2)
                && (isLetter(text, end - 3) || (charAt(text, end - 3) == '-' && isLetter(text, end - 4)));
        boolean after = isLetter(text, end)
                && (isLetter(text, end + 1) || (charAt(text, end + 1) == '-' && isLetter(text, end + 2)));
        return charAt(text, end - 1) == '-' && before && after;
    }

    private boolean isDashBetweenWords(String text, int at) {
        if (!breakOnHyphens || charAt(text, at) != '-' || !isInWord(charAt(text, at - 1))) {
            return false;
        }
        int after = afterDashes(text, at);
        return after - at > 1 && isWordCharacter(charAt(text, after));
    }

    private static int afterDashes(String text, int at) {
        int after = at;
        while (charAt(text, after) == '-') {
            after++;
        }
        return after;
    }

    /** The character at a place; a NUL beyond the ends. */
    private static char charAt(String text, int at) {
        return at < 0 || at >= text.length() ? '\0' : text.charAt(at);
    }

    private static boolean isBlankAt(String text, int at) {
        char c = text.charAt(at);
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isInWord(char c) {
        return isWordCharacter(c) || (c != '\0' && MARKS_IN_WORDS.indexOf(c) >= 0);
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean isLetter(String text, int at) {
        char c = charAt(text, at);
        return isWordCharacter(c) && !Character.isDigit(c);
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a line into lines of a width: between words, and after hyphens within words. */
final class TextWrapper {
    private static final String BLANK = "[\\t\\n\\x0b\\x0c\\r ]";
    private static final String LETTER = "[^\\d\\W]";
    private static final String WORD = "[\\w!\"'&.,?]";
    /** Where a word may end a line: after a hyphen that has two letters on both sides, and around dashes. */
    private static final Pattern PARTS = Pattern.compile(
            BLANK + "+|(?<=" + WORD + ")-{2,}(?=\\w)|[^\\t\\n\\x0b\\x0c\\r ]+?(?:-(?:(?<=" + LETTER + LETTER
                    + "-)|(?<=" + LETTER + "-" + LETTER + "-))(?=" + LETTER + "-?" + LETTER + ")|(?=" + BLANK
                    + "|\\z)|(?<=" + WORD + ")(?=-{2,}\\w))",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern WORDS = Pattern.compile(BLANK + "+|[^\\t\\n\\x0b\\x0c\\r ]+");

    private final int width;
    private final boolean breakLongWords;
    private final boolean breakOnHyphens;

    TextWrapper(int width, boolean breakLongWords, boolean breakOnHyphens) {
        if (width <= 0) {
            throw PyError.value("invalid width " + width + " (must be > 0)");
        }
        this.width = width;
        this.breakLongWords = breakLongWords;
        this.breakOnHyphens = breakOnHyphens;
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
                String word = parts.removeFirst();
                int cut = cut(word, (int) (width - length));
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

    private Deque<String> parts(String text) {
        Deque<String> parts = new ArrayDeque<>();
        Matcher matcher = (breakOnHyphens ? PARTS : WORDS).matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.value.PyError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a line into lines of a width, between words and after hyphens within words. */
final class TextWrapper {
    private static final String LETTER = "[^\\d\\W]";
    private static final Pattern WORDS = Pattern.compile("\\s+|\\S+", Pattern.UNICODE_CHARACTER_CLASS);
    /** A part of a word that may end a line: up to a hyphen between letters, or a dash of several hyphens. */
    private static final Pattern PARTS = Pattern.compile(
            "[\\w!\"'&.,?]*?(?:-{2,}(?=\\w)|.*?" + LETTER + "-(?=" + LETTER + LETTER + "|" + LETTER + "-" + LETTER
                    + ")|$)",
            Pattern.UNICODE_CHARACTER_CLASS);

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

    List<String> wrap(String line) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String part : parts(line)) {
            String chunk = part;
            boolean blank = chunk.isBlank();
            if (blank && current.length() == 0 && !lines.isEmpty()) {
                continue;
            }
            if (current.length() + chunk.length() > width) {
                if (chunk.length() > width && breakLongWords) {
                    chunk = breakWord(chunk, current, lines);
                } else {
                    finish(current, lines);
                    chunk = blank ? "" : chunk;
                }
            }
            current.append(chunk);
        }
        finish(current, lines);
        return lines;
    }

    private String breakWord(String word, StringBuilder current, List<String> lines) {
        String rest = word;
        while (rest.length() > width || current.length() + rest.length() > width) {
            int room = Math.max(1, width - current.length());
            current.append(rest, 0, Math.min(room, rest.length()));
            rest = rest.substring(Math.min(room, rest.length()));
            finish(current, lines);
        }
        return rest;
    }

    private static void finish(StringBuilder current, List<String> lines) {
        String line = current.toString().stripTrailing();
        if (!line.isEmpty()) {
            lines.add(line);
        }
        current.setLength(0);
    }

    private List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        Matcher words = WORDS.matcher(line);
        while (words.find()) {
            String word = words.group();
            if (!breakOnHyphens || word.isBlank() || word.indexOf('-') < 0) {
                parts.add(word);
                continue;
            }
            Matcher pieces = PARTS.matcher(word);
            int at = 0;
            while (at < word.length() && pieces.find(at) && pieces.end() > at) {
                parts.add(word.substring(at, pieces.end()));
                at = pieces.end();
            }
            if (at < word.length()) {
                parts.add(word.substring(at));
            }
        }
        return parts;
    }
}

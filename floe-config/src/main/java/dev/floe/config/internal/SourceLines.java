package dev.floe.config.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a YAML file as they may be shown to somebody.
 *
 * <p>A line is shown as far as it is understood: keys, and values of keys behind which no secret is to be expected. All else is
 * masked, for the file may be anything, and its author may have made any mistake: values of {@code credentials} and of keys such as
 * {@code password}, whatever is on the lines below them, values that look like secrets, and lines without a key. Comments are left
 * out. Not thread-safe.
 */
public final class SourceLines {
    private static final String MASK = "***";
    private static final int SHOWN = 120;
    private static final int SHOWN_BEFORE = 60;

    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
    private static final Pattern INDENTATION = Pattern.compile("(\uFEFF?[ \t]*)((?:-(?:[ \t]+|$))*)");

    /** A key: in quotes, or a plain one with white space behind its colon. */
    private static final Pattern KEY =
            Pattern.compile("(?<=^|[\\s{\\[,])(?:\"([^\"]{0,100})\"\\s?:|'([^']{0,100})'\\s?:"
                    + "|([\\p{L}\\p{N}_./<-][\\p{L}\\p{N}_./< -]{0,100}?)\\s?:(?=\\s|$))");

    private static final Pattern COMMENT = Pattern.compile("(?:^|(?<=\\s))#.*");

    /** What may stand on a line before its first key, without being anybody's value. */
    private static final Pattern STRUCTURE = Pattern.compile("[\\s{}\\[\\],?&*-]*");

    /** Keys of {@code credentials} and of references whose own values are names, if they look like names. */
    private static final Set<String> NAMING = Set.of("mode", "key", "scope", "secret_ref");

    private static final Pattern NAME = Pattern.compile("\\s*[\"']?[A-Za-z0-9][A-Za-z0-9_.:-]*[\"']?[\\s,}]*");

    private static final String CREDENTIALS = "credentials";
    private static final Set<String> NAMES = Set.of("client_secret", "client_id", "token_uri", "role_arn", CREDENTIALS);

    private static final List<String> SECRET_KEYS = List.of(
            "password", "client_secret", "secret_access_key", "api_key", "private_key", "access_token", CREDENTIALS);

    private final List<String> lines;
    private final Map<Integer, boolean[]> masks = new HashMap<>();

    private SourceLines(List<String> lines) {
        this.lines = lines;
    }

    /** The lines of a text. */
    public static SourceLines of(String text) {
        return new SourceLines(List.of(LINE_END.split(text, -1)));
    }

    /**
     * A line as it may be shown, and where a column of it is then.
     *
     * @param number the line, from 1
     * @param column the column in characters, from 1
     * @param secretColumn from which column on the line is a secret; 0 if it is not known to hold one
     * @return empty if there is no such line, or nothing to see on it
     */
    public Optional<Shown> show(int number, int column, int secretColumn) {
        if (number < 1 || number > lines.size()) {
            return Optional.empty();
        }
        String line = withoutComment(lines.get(number - 1));
        boolean[] masked = masks.computeIfAbsent(number, n -> mask(line, n)).clone();
        if (secretColumn > 0) {
            mark(
                    masked,
                    line.offsetByCodePoints(0, Math.min(secretColumn - 1, line.codePointCount(0, line.length()))),
                    line.length());
        }
        Shown shown = window(line, masked, column);
        return shown.text().isBlank() ? Optional.empty() : Optional.of(shown);
    }

    private static String withoutComment(String line) {
        Matcher comment = COMMENT.matcher(line);
        return comment.find() ? line.substring(0, comment.start()).stripTrailing() : line;
    }

    private boolean[] mask(String code, int number) {
        boolean[] masked = new boolean[code.length()];
        boolean secret = isBelowSecret(number);
        Matcher indentation = INDENTATION.matcher(code);
        int begin = indentation.lookingAt() ? indentation.end() : 0;
        Matcher key = KEY.matcher(code);
        key.region(begin, code.length());
        int from = begin;
        boolean named = false;
        boolean valueMayBeShown = !secret && code.substring(0, begin).contains("-");
        while (key.find()) {
            value(code, from, key.start(), valueMayBeShown, named, masked);
            String name = nameOf(key);
            if (secret && !NAMES.contains(name) && !NAMING.contains(name)) {
                mark(masked, key.start(), key.end());
            }
            secret = secret || holdsSecret(name);
            named = NAMING.contains(name);
            valueMayBeShown = !secret;
            from = key.end();
        }
        value(code, from, code.length(), valueMayBeShown, named, masked);
        joinMasked(code, masked);
        return masked;
    }

    /** Masks the space between two masked parts, so that not even their number shows. */
    private static void joinMasked(String code, boolean[] masked) {
        int end = -1;
        for (int i = 0; i < masked.length; i++) {
            if (masked[i]) {
                if (end >= 0 && code.substring(end, i).isBlank()) {
                    mark(masked, end, i);
                }
                end = i + 1;
            }
        }
    }

    /** Masks a value, or what stands in the place of one, unless it may be shown. */
    private static void value(String code, int from, int to, boolean mayBeShown, boolean named, boolean[] masked) {
        String text = code.substring(from, to);
        boolean shown = (mayBeShown || (named && NAME.matcher(text).matches())) && !SecretShapes.looksSecret("", text);
        if (!shown && !STRUCTURE.matcher(text).matches()) {
            int begin = from;
            while (begin < to && Character.isWhitespace(code.charAt(begin))) {
                begin++;
            }
            int end = to;
            while (end > begin
                    && STRUCTURE.matcher(code.substring(end - 1, end)).matches()) {
                end--;
            }
            mark(masked, begin, end);
        }
    }

    /** Whether a line lies below a key behind which secrets are to be expected, by its indentation. */
    private boolean isBelowSecret(int number) {
        int indentation = indentation(lines.get(number - 1), true);
        for (int i = number - 2; i >= 0 && indentation > 0; i--) {
            String line = lines.get(i);
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#") || indentation(line, false) >= indentation) {
                continue;
            }
            indentation = indentation(line, false);
            Matcher keys = KEY.matcher(line);
            while (keys.find()) {
                if (holdsSecret(nameOf(keys))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How far a line is indented; an element of a list counts as further in than the key that it may stand right below. */
    private static int indentation(String line, boolean elementsFurtherIn) {
        Matcher matcher = INDENTATION.matcher(line);
        int spaces = matcher.lookingAt() ? matcher.end(1) : 0;
        return spaces + (elementsFurtherIn && line.startsWith("-", spaces) ? 1 : 0);
    }

    private static boolean holdsSecret(String key) {
        return SecretShapes.isSecretKey(key)
                || key.equals(CREDENTIALS)
                || Texts.nearest(key, SECRET_KEYS).isPresent();
    }

    private static String nameOf(Matcher key) {
        for (int group = 1; group <= 3; group++) {
            if (key.group(group) != null) {
                return key.group(group);
            }
        }
        return "";
    }

    private static void mark(boolean[] masked, int from, int to) {
        for (int i = from; i < to; i++) {
            masked[i] = true;
        }
    }

    private static Shown window(String line, boolean[] masked, int column) {
        List<String> shown = new ArrayList<>();
        int at = 0;
        int place = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            if (++at == column) {
                place = shown.size();
            }
            if (!masked[i]) {
                shown.add(visible(c));
            } else if (shown.isEmpty() || !shown.get(shown.size() - 1).equals(MASK)) {
                shown.add(MASK);
            } else if (at == column) {
                place = shown.size() - 1;
            }
            i += Character.charCount(c);
        }
        if (column > at) {
            place = shown.size();
        }
        int begin = shown.size() > SHOWN ? Math.max(0, place - SHOWN_BEFORE) : 0;
        int end = Math.min(shown.size(), begin + SHOWN);
        StringBuilder text = new StringBuilder(begin > 0 ? "…" : "");
        int caret = 0;
        for (int i = begin; i < end; i++) {
            if (i == place) {
                caret = width(text);
            }
            text.append(shown.get(i));
        }
        if (place >= end) {
            caret = width(text);
        }
        return new Shown(text + (end < shown.size() ? "…" : ""), caret);
    }

    private static String visible(int c) {
        if (c == '\t') {
            return "→";
        }
        String text = Character.toString(c);
        return Texts.hidesSomething(text) ? "·" : text;
    }

    /** How many cells of a terminal a text takes, as nearly as matters here. */
    private static int width(CharSequence text) {
        return text.codePoints()
                .map(c -> Character.isIdeographic(c)
                                || (c >= 0x1100 && c <= 0x115F)
                                || (c >= 0x3040 && c <= 0xD7A3)
                                || (c >= 0xFF01 && c <= 0xFF60)
                                || c >= 0x1F300
                        ? 2
                        : 1)
                .sum();
    }

    /**
     * A line as it may be shown.
     *
     * @param text one line, cut off where it is long
     * @param caret how many cells of a terminal stand before the column that was asked for
     */
    public record Shown(String text, int caret) {}
}

package dev.floe.config.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for messages: values shown short and harmless, lists of what there is, the name that was meant. */
public final class Texts {
    private static final int SHOWN = 60;

    private Texts() {}

    /** A text on one line, without control characters, cut off where it is long. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }

    /** Whether a text has characters in it that do not show: control characters, blanks other than a space. */
    public static boolean hidesSomething(String text) {
        return text.codePoints().anyMatch(Texts::isHidden);
    }

    private static boolean isHidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || (Character.isSpaceChar(c) && c != ' ');
    }

    /** {@code a, b, c}, or {@code none}. */
    public static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().map(Texts::shown).collect(Collectors.joining(", "));
    }

    /** {@code ; did you mean 'x'?}, or nothing where no name is near. */
    public static String didYouMean(String name, Collection<String> candidates) {
        return nearest(name, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /** The candidate that a name is probably a slip of, if one is near enough. */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        if (name.length() > SHOWN) {
            return Optional.empty();
        }
        String wanted = plain(name);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(wanted, plain(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        int allowed = Math.max(1, Math.min(3, wanted.length() / 4));
        return least <= allowed ? Optional.ofNullable(best) : Optional.empty();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one into the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

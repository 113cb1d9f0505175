package dev.floe.config.internal.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds values in texts however they are written. Immutable.
 *
 * <p>In base64 a value looks different depending on how many bytes stand before it; of each of the three ways, the characters that
 * do not depend on what is around are looked for, and the whole run of base64 around them is masked.
 */
public final class Masks {
    private static final String MASK = "***";
    private static final int SHORTEST_BASE64 = 6;

    private final List<String> plain;
    private final List<String> encoded;

    private Masks(Collection<String> plain, Collection<String> encoded) {
        this.plain = List.copyOf(plain);
        this.encoded = List.copyOf(encoded);
    }

    /** Masks for these values. */
    public static Masks of(Collection<String> values) {
        Set<String> plain = new LinkedHashSet<>();
        Set<String> encoded = new LinkedHashSet<>();
        for (String value : values) {
            addForms(plain, value);
            addBase64(encoded, value);
        }
        return new Masks(plain, encoded);
    }

    /** The text with every value masked. */
    public String apply(String text) {
        BitSet hidden = new BitSet(text.length());
        for (String form : plain) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                hidden.set(at, at + form.length());
            }
        }
        for (String run : encoded) {
            for (int at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1)) {
                hidden.set(firstOfRun(text, at), endOfRun(text, at + run.length()));
            }
        }
        if (hidden.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int shown = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(shown)) {
            masked.append(text, shown, from).append(MASK);
            shown = hidden.nextClearBit(from);
        }
        return masked.append(text, shown, text.length()).toString();
    }

    private static int firstOfRun(String text, int at) {
        int first = at;
        while (first > 0 && isBase64(text.charAt(first - 1))) {
            first--;
        }
        return first;
    }

    private static int endOfRun(String text, int at) {
        int end = at;
        while (end < text.length() && (isBase64(text.charAt(end)) || text.charAt(end) == '=')) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    private static void addForms(Set<String> forms, String value) {
        forms.add(value);
        forms.add(value.replace("'", "''"));
        forms.add(value.replace("\"", "\"\""));
        forms.add(value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r"));
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(form);
        forms.add(form.replace("+", "%20"));
        forms.add(lowerEscapes(form));
        forms.add(lowerEscapes(form.replace("+", "%20")));
    }

    private static String lowerEscapes(String form) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(form)
                .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    private static void addBase64(Set<String> forms, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // of the first and of the last character, some bits belong to the neighbours
            int from = before == 0 ? 0 : before + 1;
            int to = shifted.length * 8 / 6;
            String standard = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            if (to - from >= SHORTEST_BASE64) {
                String run = standard.substring(from, to);
                forms.add(run);
                forms.add(run.replace('+', '-').replace('/', '_'));
            }
        }
    }
}

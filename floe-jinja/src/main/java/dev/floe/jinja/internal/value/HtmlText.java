package dev.floe.jinja.internal.value;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text out of HTML. */
public final class HtmlText {
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private HtmlText() {}

    /** The text without comments and tags, with runs of white space as one blank and entities resolved. */
    public static String stripTags(String html) {
        String text = remove(remove(html, "<!--", "-->"), "<", ">");
        return unescape(String.join(" ", StringSplitting.words(text)));
    }

    private static String remove(String text, String open, String close) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int start = text.indexOf(open); start >= 0; start = text.indexOf(open, at)) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                break;
            }
            out.append(text, at, start);
            at = end + close.length();
        }
        return out.append(text, at, text.length()).toString();
    }

    /** The text with its entities resolved: numeric ones and the few named ones that escaping makes. */
    public static String unescape(String html) {
        Matcher entity = ENTITY.matcher(html);
        return entity.replaceAll(match -> Matcher.quoteReplacement(resolve(match.group(), match.group(1))));
    }

    private static String resolve(String whole, String name) {
        if (name.charAt(0) != '#') {
            return NAMED.getOrDefault(name, whole);
        }
        boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
        int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "\ufffd";
    }
}

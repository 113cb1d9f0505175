package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.Repr;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filter {@code urlize}: addresses within a text as links. */
final class Links {
    private static final Signature SIGNATURE = Signature.of(
            "do_urlize(eval_ctx, value, /, trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None)");
    /** What belongs to an address again if it is opened within it. */
    private static final String[][] PAIRS = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};

    private static final Pattern WORDS = Pattern.compile("\\s+|\\S+");
    private static final Pattern LEAD = Pattern.compile("^(?:[(<]|&lt;)+");
    private static final Pattern TRAIL = Pattern.compile("(?:[)>.,\\n]|&gt;)+$");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:https?://|www\\.)(?:[\\w%-]+\\.)*(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
                    + "|(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)"
                    + "|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}]))"
                    + "(?::\\d{1,5})?(?:[/?#]\\S*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MAIL = Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+");

    private final long limit;
    private final String attributes;
    private final @Nullable Object schemes;

    private Links(long limit, String attributes, @Nullable Object schemes) {
        this.limit = limit;
        this.attributes = attributes;
        this.schemes = schemes;
    }

    static Object filter(@Nullable Object value, Arguments arguments) {
        Object[] bound = SIGNATURE.bind(arguments);
        TreeSet<String> rel = new TreeSet<>();
        rel.add("noopener");
        if (bound[3] != null) {
            rel.addAll(List.of(Repr.str(bound[3]).split("\\s+")));
        }
        if (Py.truth(bound[1])) {
            rel.add("nofollow");
        }
        String attributes = " rel=\"" + Markup.escapeText(String.join(" ", rel)) + "\"";
        if (bound[2] != null) {
            attributes += " target=\"" + Markup.escapeText(Repr.str(bound[2])) + "\"";
        }
        long limit = bound[0] != null && Numbers.isInt(bound[0]) ? Numbers.clamp(bound[0]) : Integer.MAX_VALUE;
        return new Links(limit, attributes, bound[4]).link(Markup.escape(value).text());
    }

    private String link(String text) {
        StringBuilder out = new StringBuilder();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            String word = words.group();
            Matcher lead = LEAD.matcher(word);
            String head = lead.find() ? lead.group() : "";
            String middle = word.substring(head.length());
            Matcher trail = TRAIL.matcher(middle);
            String tail = trail.find() ? trail.group() : "";
            middle = middle.substring(0, middle.length() - tail.length());
            for (String[] pair : PAIRS) {
                long open = count(middle, pair[0]);
                if (open > count(middle, pair[1])) {
                    for (long i = Math.min(open, count(tail, pair[1])); i > 0; i--) {
                        int end = tail.indexOf(pair[1]) + pair[1].length();
                        middle += tail.substring(0, end);
                        tail = tail.substring(end);
                    }
                }
            }
            out.append(head).append(word(middle)).append(tail);
        }
        return out.toString();
    }

    private static long count(String text, String part) {
        return text.isEmpty() ? 0 : text.split(Pattern.quote(part), -1).length - 1;
    }

    private String word(String word) {
        if (ADDRESS.matcher(word).matches()) {
            boolean full = word.startsWith("http://") || word.startsWith("https://");
            return anchor(full ? word : "https://" + word, attributes, shorten(word));
        }
        if (word.startsWith("mailto:") && MAIL.matcher(word.substring(7)).matches()) {
            return anchor(word, "", word.substring(7));
        }
        boolean mail = word.indexOf('@') > 0 && !word.startsWith("www.") && word.indexOf(':') < 0;
        if (mail && MAIL.matcher(word).matches()) {
            return anchor("mailto:" + word, "", word);
        }
        if (schemes != null) {
            for (Iterator<Object> known = Py.iterate(schemes); known.hasNext(); ) {
                String scheme = Repr.str(known.next());
                if (word.startsWith(scheme) && !word.equals(scheme)) {
                    return anchor(word, attributes, word);
                }
            }
        }
        return word;
    }

    private static String anchor(String address, String attributes, String text) {
        return "<a href=\"" + address + "\"" + attributes + ">" + text + "</a>";
    }

    private String shorten(String address) {
        return address.length() > limit ? address.substring(0, (int) limit) + "..." : address;
    }
}

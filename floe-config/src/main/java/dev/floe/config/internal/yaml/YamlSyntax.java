package dev.floe.config.internal.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a document in floe's own words.
 *
 * <p>The parser's messages quote the file, and a secret may stand in the faulty line; so nothing of them is passed on.
 */
final class YamlSyntax {
    private static final String UNCLOSED_TEXT = "found unexpected end of stream";
    private static final String NO_COLON = "could not find expected ':'";

    private static final String END_OF_FILE = "<stream end>";
    private static final Map<String, String> EXPLANATIONS = explanations();

    private YamlSyntax() {}

    static String explain(@Nullable String problem) {
        if (problem != null) {
            for (Map.Entry<String, String> explanation : EXPLANATIONS.entrySet()) {
                if (problem.contains(explanation.getKey())) {
                    return explanation.getValue();
                }
            }
        }
        return "this is not YAML; check the indentation, the quotes and the brackets around here";
    }

    static boolean isWrongFromItsBegin(@Nullable String problem) {
        return problem != null
                && (problem.contains(UNCLOSED_TEXT) || problem.contains(NO_COLON) || problem.contains(END_OF_FILE));
    }

    static String explainLimit(@Nullable String message) {
        String text = message == null ? "" : message;
        if (text.contains("Nesting")) {
            return "the document is nested too deep";
        }
        if (text.contains("aliases")) {
            return "the document uses too many aliases";
        }
        if (text.contains("exceeds the limit")) {
            return "the document is too long";
        }
        return explain(text);
    }

    private static Map<String, String> explanations() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(END_OF_FILE, "a list or map in brackets is not closed");
        map.put("incompatible YAML document", "a %YAML line of another version than 1.1; leave it out");
        map.put(
                "expected '<document start>'",
                "something stands behind the end of the brackets, or a line that begins with % is not followed by a line"
                        + " ---; leave it out");
        map.put("TAB", "a tab in the indentation; YAML wants spaces");
        map.put("'\\t'", "a tab in the indentation; YAML wants spaces");
        map.put("that cannot start any token", "a value cannot begin with this character; put the value in quotes");
        map.put(
                "mapping values are not allowed here",
                "a ':' where no key can be; check the indentation and the space behind each ':', or put the value in quotes");
        map.put(NO_COLON, "a key without a ':' behind it");
        map.put("expected <block end>", "this line does not fit the indentation of the lines above");
        map.put(
                "expected the node content",
                "a value is missing here, or it begins with a character that needs quotes");
        map.put("expected ',' or", "a list or map in brackets is not closed, or lacks a comma");
        map.put(UNCLOSED_TEXT, "a text in quotes is not closed");
        map.put("undefined alias", "an alias (*) without its anchor (&); put a value that begins with * in quotes");
        map.put("tag", "a tag (!); none are allowed, put a value that begins with ! in quotes");
        map.put("escape", "an unknown escape in a double-quoted text; use single quotes, or double the backslash");
        map.put("but found another document", "more than one document; a file holds one");
        map.put("block sequence entries are not allowed", "a '-' where no list can be; check the indentation");
        map.put(
                "unexpected character found",
                "an anchor (&) or alias (*) without a proper name; put a value that begins with & or * in quotes");
        map.put("anchor", "an anchor (&) without a proper name; put a value that begins with & in quotes");
        map.put(
                "expected alphabetic or numeric",
                "an anchor (&) or alias (*) without a proper name; quote such a value");
        return map;
    }
}

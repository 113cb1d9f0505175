package dev.floe.config.internal.shape;

import dev.floe.config.internal.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text on one line, possibly of a certain form. Immutable. */
public final class TextType extends Type<String> {
    private static final int DEFAULT_LENGTH = 1000;

    private final String words;
    private final int maxLength;
    private final @Nullable Pattern pattern;
    private final @Nullable String complaint;
    private final boolean lines;

    private TextType(
            String words, int maxLength, @Nullable Pattern pattern, @Nullable String complaint, boolean lines) {
        this.words = words;
        this.maxLength = maxLength;
        this.pattern = pattern;
        this.complaint = complaint;
        this.lines = lines;
    }

    /** Any text of one line. */
    public static TextType any() {
        return upTo(DEFAULT_LENGTH).called("text");
    }

    /** Any text of one line and at most so many characters. */
    public static TextType upTo(int maxLength) {
        return new TextType("text, at most " + maxLength + " characters", maxLength, null, null, false);
    }

    /** Prose: any number of lines, and nothing in it is the same as none at all. */
    public static Type<String> prose(int maxLength) {
        return new TextType("text, at most " + maxLength + " characters", maxLength, null, null, true).blankIsNone();
    }

    /**
     * A text of a certain form.
     *
     * @param words what it is called in the reference
     * @param pattern matched by the whole text; within what ECMA-262 knows too
     * @param complaint what is said about one that does not match: {@code is not a name; a letter, then …}
     */
    public static TextType of(String words, Pattern pattern, String complaint) {
        return new TextType(words, DEFAULT_LENGTH, pattern, complaint, false);
    }

    /** The same with another limit of its length. */
    public TextType atMost(int length) {
        return new TextType(words, length, pattern, complaint, lines);
    }

    /** The same under another name in the reference. */
    public TextType called(String name) {
        return new TextType(name, maxLength, pattern, complaint, lines);
    }

    @Override
    public Optional<String> read(At at) {
        return at.text().flatMap(text -> check(at, text));
    }

    private Optional<String> check(At at, String text) {
        Optional<String> problem = problem(text);
        return problem.isEmpty() ? Optional.of(text) : at.invalid(problem.get());
    }

    /** What is wrong with a text, if anything is. */
    Optional<String> problem(String text) {
        boolean control = !lines && text.chars().anyMatch(Character::isISOControl);
        if (pattern != null
                && (control
                        || text.length() > maxLength
                        || !pattern.matcher(text).matches())) {
            return Optional.of("'" + Texts.shown(text) + "' " + complaint);
        }
        if (text.length() > maxLength || control) {
            return Optional.of(
                    "a text of 1 to " + maxLength + " characters" + (lines ? "" : " on one line") + " is expected");
        }
        return Optional.empty();
    }

    @Override
    public Object print(boolean all, String key, String value) {
        return value;
    }

    /** The schema without variables: of a key, in which there are none. */
    Map<String, Object> plainSchema() {
        return pattern == null
                ? Schemas.of("maxLength", maxLength)
                : Schemas.of("pattern", "^(?:" + pattern.pattern() + ")$");
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("maxLength", maxLength);
        if (pattern != null) {
            schema.put("pattern", "^(?:" + pattern.pattern() + ")$");
            return schemas.orVariable(schema);
        }
        schema.put("pattern", "\\S");
        return schema;
    }

    @Override
    public String words() {
        return words;
    }
}

package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value with a notation of its own, such as a quantity or a path. Immutable.
 *
 * @param <T> what it is in Java
 */
public final class Parsed<T> extends Type<T> {
    private final String expected;
    private final String words;
    private final String pattern;
    private final boolean numbers;
    private final Function<String, T> parser;

    private Parsed(String expected, String words, String pattern, boolean numbers, Function<String, T> parser) {
        this.expected = expected;
        this.words = words;
        this.pattern = pattern;
        this.numbers = numbers;
        this.parser = parser;
    }

    /**
     * A value that is written as a text or a number.
     *
     * @param expected what to call it in a message, {@code a quantity of bytes}
     * @param words what to call it in the reference
     * @param pattern what the schema asks of a text
     * @param parser throws IllegalArgumentException with what is wrong
     */
    public static <T> Parsed<T> of(String expected, String words, String pattern, Function<String, T> parser) {
        return new Parsed<>(expected, words, pattern, false, parser);
    }

    /** The same, with plain numbers allowed beside texts. */
    public Parsed<T> orNumber() {
        return new Parsed<>(expected, words, pattern, true, parser);
    }

    @Override
    public Optional<T> read(At at) {
        return at.scalar(expected).flatMap(scalar -> {
            boolean number = scalar.type() == YamlScalar.Type.INTEGER || scalar.type() == YamlScalar.Type.FLOAT;
            if (scalar.trap().isPresent() || scalar.type() == YamlScalar.Type.BOOLEAN || (number && !numbers)) {
                return at.wrongType(expected);
            }
            if (scalar.text().isBlank()) {
                at.tier().add(scalar.position(), at.path(), Codes.INVALID_VALUE, expected + " is expected");
                return Optional.empty();
            }
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                return at.invalid(String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public Object print(boolean all, String key, T value) {
        return value.toString();
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", numbers ? List.of("string", "number") : "string");
        if (numbers) {
            text.put("minimum", 0);
        }
        text.put("pattern", pattern);
        return schemas.orVariable(text);
    }

    @Override
    public String words() {
        return words;
    }
}

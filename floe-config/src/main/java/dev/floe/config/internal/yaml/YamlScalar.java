package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single value.
 *
 * @param position where it begins
 * @param text the value as it is written, without quotes
 * @param type what YAML 1.1 takes it for
 * @param variables the variables of the environment that were put into the text
 */
public record YamlScalar(Position position, String text, Type type, List<String> variables) implements YamlNode {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,100}\\.[0-9]{1,100}");
    private static final Pattern DECIMAL_INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    /** Copies the list. */
    public YamlScalar {
        variables = List.copyOf(variables);
    }

    /** A value as it is written. */
    public YamlScalar(Position position, String text, Type type) {
        this(position, text, type, List.of());
    }

    /** What YAML 1.1 takes a scalar for. */
    public enum Type {
        /** Text: quoted, or not like anything else. */
        TEXT,
        /** A whole number, possibly octal, hexadecimal or to the base of 60. */
        INTEGER,
        /** A number with a fraction or an exponent, possibly to the base of 60. */
        FLOAT,
        /** {@code true}, {@code yes}, {@code on} and their opposites. */
        BOOLEAN,
        /** Nothing. */
        NULL
    }

    /** The value as it would be taken for if the variable's value stood there plainly. */
    public YamlScalar plain() {
        if (variables.isEmpty() || type != Type.TEXT) {
            return this;
        }
        Type plain = type;
        if (DECIMAL_INTEGER.matcher(text).matches()) {
            plain = Type.INTEGER;
        } else if (DECIMAL.matcher(text).matches()) {
            plain = Type.FLOAT;
        } else if (text.equals("true") || text.equals("false")) {
            plain = Type.BOOLEAN;
        }
        return new YamlScalar(position, text, plain, variables);
    }

    @Override
    public String kind() {
        return switch (type) {
            case TEXT -> "a text";
            case INTEGER -> "a whole number";
            case FLOAT -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "nothing";
        };
    }

    /** Why this scalar is not what it looks like to somebody who does not know YAML 1.1, if so. */
    public Optional<String> trap() {
        return switch (type) {
            case BOOLEAN ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                        ? Optional.empty()
                        : Optional.of("YAML reads " + text + " as true or false");
            case INTEGER, FLOAT -> {
                if (text.indexOf(':') >= 0) {
                    yield Optional.of("YAML reads " + shortText() + " as a number to the base of 60");
                }
                if (text.indexOf('_') >= 0) {
                    yield Optional.of("YAML reads " + shortText() + " as a number");
                }
                if (type == Type.INTEGER && !DECIMAL_INTEGER.matcher(text).matches()) {
                    yield Optional.of("YAML reads " + shortText() + " as a number that is not decimal");
                }
                yield Optional.empty();
            }
            case TEXT, NULL -> Optional.empty();
        };
    }

    private String shortText() {
        return text.length() > 20 ? "this" : text;
    }
}

package dev.floe.iceberg;

import java.util.List;
import java.util.Locale;

/**
 * The name of a table in an Iceberg catalog: a namespace of one or more levels, and the table's own name.
 *
 * <p>Names that floe writes on Iceberg are lower case, so every level is lower-cased here, whatever the locale. Two names
 * are equal when they name the same table. Immutable.
 *
 * @param namespace the levels of the namespace, outermost first; at least one, none blank
 * @param name the table's own name; not blank
 */
public record TableName(List<String> namespace, String name) {

    /**
     * Checks and lower-cases the name.
     *
     * @throws IllegalArgumentException if the namespace has no level, or a level or the name is blank or holds a control
     *     character (the protocol joins levels with one)
     */
    public TableName {
        namespace = Namespaces.normalize(namespace);
        name = Namespaces.normalize(name, "table name");
    }

    /**
     * The name of a table in a namespace of one level.
     *
     * @throws IllegalArgumentException as the constructor does
     */
    public static TableName of(String namespace, String name) {
        return new TableName(List.of(namespace), name);
    }

    /** The levels and the name joined by dots, for messages; not quoted. */
    @Override
    public String toString() {
        return String.join(".", namespace) + "." + name;
    }

    /** The one place that knows how a name on Iceberg is spelled. */
    static final class Namespaces {
        private Namespaces() {}

        static List<String> normalize(List<String> namespace) {
            if (namespace.isEmpty()) {
                throw new IllegalArgumentException("A namespace has at least one level, but none was given");
            }
            return namespace.stream()
                    .map(level -> normalize(level, "namespace level"))
                    .toList();
        }

        static String normalize(String part, String what) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("A " + what + " must not be blank");
            }
            if (part.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "A " + what + " must not hold a control character: " + printable(part));
            }
            return part.toLowerCase(Locale.ROOT);
        }

        private static String printable(String part) {
            return part.codePoints()
                    .map(c -> Character.isISOControl(c) ? '?' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}

package dev.floe.testkit.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;

/**
 * Where namespaces, tables and views may lie, as Polaris has it: below the catalog's base location, by default in a
 * folder per namespace level and one per table, and never inside one another.
 */
final class Locations {

    private final String base;

    /** Locations below a base, which has no slash at its end. */
    Locations(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** The location of a namespace; it ends in a slash. */
    String ofNamespace(Namespace namespace) {
        return base + "/"
                + Arrays.stream(namespace.levels())
                        .map(level -> folder(level) + "/")
                        .collect(Collectors.joining());
    }

    /** The default location of a table or view; no slash at its end. */
    String ofTable(TableIdentifier identifier) {
        return ofNamespace(identifier.namespace()) + folder(identifier.name());
    }

    /** Refuses a location that is outside the base. */
    void requireInside(Object identifier, String location) {
        if (!comparable(location).startsWith(comparable(base))) {
            throw new ForbiddenException(
                    "Invalid locations '[%s]' for identifier '%s': [%s] is not in the list of allowed locations: [%s/]",
                    location, identifier, location, base);
        }
    }

    /** Refuses a location for a table or view that is outside the base or overlaps another table, view or namespace. */
    void requireFree(CatalogState state, TableIdentifier identifier, String location) {
        requireInside(identifier, location);
        Stream<String> others = Stream.concat(
                Stream.concat(state.tables().entrySet().stream(), state.views().entrySet().stream())
                        .filter(entry -> !entry.getKey().equals(identifier))
                        .map(Map.Entry::getValue)
                        .map(CatalogState.Entry::location)
                        .filter(other -> overlap(location, other)),
                state.namespaces().keySet().stream()
                        .map(this::ofNamespace)
                        .filter(other -> comparable(other).startsWith(comparable(location))));
        refuse(location, others);
    }

    /** Refuses a new namespace whose folder is, or lies in, that of a table or view. */
    void requireFree(CatalogState state, Namespace namespace) {
        String location = ofNamespace(namespace);
        refuse(
                location,
                Stream.concat(state.tables().values().stream(), state.views().values().stream())
                        .map(CatalogState.Entry::location)
                        .filter(other -> overlap(location, other)));
    }

    private static void refuse(String location, Stream<String> others) {
        others.findFirst().ifPresent(other -> {
            throw new ForbiddenException(
                    "Unable to create entity at location '%s' because it conflicts with existing table or namespace at"
                            + " location '%s'",
                    location, other);
        });
    }

    private static boolean overlap(String one, String other) {
        String a = comparable(one);
        String b = comparable(other);
        return a.startsWith(b) || b.startsWith(a);
    }

    /** Whether two locations are the same place. */
    static boolean same(String one, String other) {
        return comparable(one).equals(comparable(other));
    }

    private static String comparable(String location) {
        return location.startsWith(S3FileIO.SCHEME)
                ? location.replaceFirst("/+$", "") + "/"
                : LocalFileIO.path(location) + "/";
    }

    /** A name as one folder: what a file system or a reader of URLs would take for something else becomes ~ and hex. */
    private static String folder(String name) {
        StringBuilder folder = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dots = c == '.' && name.chars().allMatch(each -> each == '.');
            if (dots || c < ' ' || "/\\:%?#*~[]{}\"<>|".indexOf(c) >= 0) {
                folder.append('~').append(Integer.toHexString(0x100 | c).substring(1));
            } else {
                folder.append(c);
            }
        }
        return folder.toString();
    }
}

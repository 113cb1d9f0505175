package dev.floe.config.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Namespaces of layers as levels. */
public final class Namespaces {
    private Namespaces() {}

    /**
     * The levels of a namespace.
     *
     * @param text the levels separated by dots
     * @param warehouse the warehouse of an Iceberg catalog, where names are in lower case and the warehouse is no level; empty for others
     */
    public static List<String> levels(String text, Optional<String> warehouse) {
        if (warehouse.isEmpty()) {
            return List.of(text.split("\\."));
        }
        List<String> levels = List.of(text.toLowerCase(Locale.ROOT).split("\\."));
        boolean first =
                levels.size() > 1 && levels.get(0).equals(warehouse.get().toLowerCase(Locale.ROOT));
        return first ? levels.subList(1, levels.size()) : levels;
    }
}

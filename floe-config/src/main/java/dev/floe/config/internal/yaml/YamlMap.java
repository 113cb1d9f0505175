package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;
import java.util.List;

/**
 * A map, its keys each once and in the order of the file.
 *
 * @param position where it begins
 * @param entries its entries
 */
public record YamlMap(Position position, List<Entry> entries) implements YamlNode {
    /** Copies the list. */
    public YamlMap {
        entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
        return "a map";
    }

    /**
     * One entry of a map.
     *
     * @param key the key as it is written
     * @param position where the key begins
     * @param value the value
     */
    public record Entry(String key, Position position, YamlNode value) {}
}

package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;
import java.util.List;

/**
 * A list.
 *
 * @param position where it begins
 * @param elements its elements
 */
public record YamlList(Position position, List<YamlNode> elements) implements YamlNode {
    /** Copies the list. */
    public YamlList {
        elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
        return "a list";
    }
}

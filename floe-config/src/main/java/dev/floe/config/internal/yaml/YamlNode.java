package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;

/** A part of a YAML document. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    /** Where it begins. */
    Position position();

    /** What to call it in a message: {@code a map}, {@code the text}. */
    String kind();
}

package dev.floe.models.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a properties file that declares something which has no file of its own: an exposure, a group, a unit test.
 *
 * @param name its name
 * @param description text
 * @param values everything that is said of it, its Jinja rendered, but for what is rendered when it runs
 * @param path the file
 * @param at where it stands
 */
public record PropertiesEntry(
        String name, String description, Map<String, @Nullable Object> values, String path, YamlNode at) {
    /** Copies the map, and keeps of {@code at} the place only. */
    public PropertiesEntry {
        at = at.place();
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}

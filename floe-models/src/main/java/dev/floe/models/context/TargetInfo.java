package dev.floe.models.context;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a project runs, as {@code target} shows it to templates.
 *
 * @param profileName the profile, or the project's name where there is none
 * @param name the target of the profile, or the catalog's logical name
 * @param database the database that relations go to unless something else is said
 * @param schema the schema that relations go to unless something else is said
 * @param threads how many nodes run side by side
 */
public record TargetInfo(String profileName, String name, String database, String schema, int threads) {

    Map<String, Object> asMap(String type) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("profile_name", profileName);
        map.put("name", name);
        map.put("target_name", name);
        map.put("type", type);
        map.put("database", database);
        map.put("schema", schema);
        map.put("threads", (long) threads);
        return map;
    }
}

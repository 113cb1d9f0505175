package dev.floe.config.internal.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules of a JSON Schema that tie keys together. */
final class Rules {
    private Rules() {}

    /** What holds if a key is one of the given words. */
    static Map<String, Object> when(String key, List<String> words, Map<String, Object> then) {
        return conditional(key, words, true, then);
    }

    /** What holds if a key is one of the given words, or is not there. */
    static Map<String, Object> whenOrAbsent(String key, List<String> words, Map<String, Object> then) {
        return conditional(key, words, false, then);
    }

    /** What holds if a section is enabled and a key is the given word. */
    static Map<String, Object> whenEnabled(String key, String word, boolean orAbsent, Map<String, Object> then) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("enabled", Map.of("const", true));
        properties.put(key, Map.of("const", word));
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("properties", properties);
        condition.put("required", orAbsent ? List.of("enabled") : List.of("enabled", key));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", condition);
        rule.put("then", then);
        return rule;
    }

    /** What holds if a key is there. */
    static Map<String, Object> whenGiven(String key, Map<String, Object> then) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", required(key));
        rule.put("then", then);
        return rule;
    }

    /** What holds if a key is true. */
    static Map<String, Object> whenTrue(String key, Map<String, Object> then) {
        return conditional(key, List.of(true), true, then);
    }

    private static Map<String, Object> conditional(String key, List<?> words, boolean there, Map<String, Object> then) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("properties", Map.of(key, Map.of("enum", words)));
        if (there) {
            condition.put("required", List.of(key));
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", condition);
        rule.put("then", then);
        return rule;
    }

    static Map<String, Object> required(String... keys) {
        return Map.of("required", List.of(keys));
    }

    static Map<String, Object> property(String key, Map<String, Object> schema) {
        return Map.of("properties", Map.of(key, schema));
    }

    static Map<String, Object> anyOf(List<Map<String, Object>> schemas) {
        return Map.of("anyOf", schemas);
    }

    static Map<String, Object> not(String... words) {
        return Map.of("not", Map.of("enum", List.of(words)));
    }

    /** A text that matches, or one with a variable in it. */
    static Map<String, Object> pattern(String pattern) {
        return Map.of("pattern", "(" + pattern + ")|\\$\\{");
    }
}

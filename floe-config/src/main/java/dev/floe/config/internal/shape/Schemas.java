package dev.floe.config.internal.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definitions of a JSON Schema while it is made: each shape once, under its name. Not thread-safe. */
public final class Schemas {
    private static final String VARIABLE = "variable";
    private static final String SECRET_REF = "secretRef";
    private static final String SECRET_NAME = "[a-zA-Z0-9][a-zA-Z0-9_-]{0,252}";
    private static final String SECRET_KEY = "(?!\\.\\.)(?!\\.$)[a-zA-Z0-9_.-]{1,253}";

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    /** What was defined so far, by name. */
    Map<String, Object> definitions() {
        return definitions;
    }

    /** A reference to a shape, which is defined if it is not yet. */
    Map<String, Object> refer(Shape<?, ?> shape) {
        if (!definitions.containsKey(shape.name())) {
            definitions.put(shape.name(), Map.of());
            definitions.put(shape.name(), shape.definition(this));
        }
        return reference(shape.name());
    }

    /** The schema itself, or a text that a variable of the environment turns into it. */
    Map<String, Object> orVariable(Map<String, Object> schema) {
        definitions.computeIfAbsent(
                VARIABLE, name -> of("type", "string", "pattern", "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}"));
        return anyOf(schema, reference(VARIABLE));
    }

    /** A reference to a secret. */
    Map<String, Object> secretRef() {
        definitions.computeIfAbsent(SECRET_REF, name -> {
            Map<String, Object> keys = of("secret_ref", secretName());
            keys.put("key", of("type", "string", "pattern", "^" + SECRET_KEY + "$"));
            Map<String, Object> schema = of("type", "object", "properties", keys);
            schema.put("required", List.of("secret_ref"));
            schema.put("additionalProperties", false);
            return schema;
        });
        return reference(SECRET_REF);
    }

    /** The name of a secret. */
    Map<String, Object> secretName() {
        return of("type", "string", "pattern", "^" + SECRET_NAME + "$");
    }

    static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", List.of(one, other));
        return schema;
    }

    static Map<String, Object> of(String key, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(key, value);
        return schema;
    }

    static Map<String, Object> of(String key, Object value, String other, Object otherValue) {
        Map<String, Object> schema = of(key, value);
        schema.put(other, otherValue);
        return schema;
    }

    private static Map<String, Object> reference(String name) {
        return of("$ref", "#/$defs/" + name);
    }
}

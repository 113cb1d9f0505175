package dev.floe.config.internal.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema while it is made, with each shape defined once, under its name. That of an environment's file lacks what holds for a
 * complete file only, and allows nothing behind any key. Not thread-safe.
 */
public final class Schemas {
    private static final String VARIABLE = "variable";
    private static final String SECRET_REF = "secretRef";
    private static final String SECRET_NAME = "[a-zA-Z0-9][a-zA-Z0-9_-]{0,252}";
    private static final String SECRET_KEY = "(?!\\.\\.)(?!\\.$)[a-zA-Z0-9_.-]{1,253}";

    private final boolean overlay;
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private Schemas(boolean overlay) {
        this.overlay = overlay;
    }

    /**
     * The schema of a file.
     *
     * @param id its identifier, an address
     * @param title what it is called
     * @param overlay whether it is that of an environment's file
     */
    public static Map<String, Object> schema(String id, String title, Shape<?, ?> root, boolean overlay) {
        Schemas schemas = new Schemas(overlay);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", id);
        schema.put("title", title);
        schema.putAll(root.definition(schemas));
        schema.put("type", "object");
        schema.put("$defs", schemas.definitions);
        return schema;
    }

    /** Whether the schema is that of an environment's file. */
    boolean isOverlay() {
        return overlay;
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
        if (!definitions.containsKey(SECRET_REF)) {
            Map<String, Object> keys = of("secret_ref", secretName());
            keys.put("key", orVariable(of("type", "string", "pattern", "^" + SECRET_KEY + "$")));
            Map<String, Object> schema = of("type", "object", "properties", keys);
            schema.put("required", List.of("secret_ref"));
            schema.put("additionalProperties", false);
            definitions.put(SECRET_REF, schema);
        }
        return reference(SECRET_REF);
    }

    /** The name of a secret. */
    Map<String, Object> secretName() {
        return orVariable(of("type", "string", "pattern", "^" + SECRET_NAME + "$"));
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

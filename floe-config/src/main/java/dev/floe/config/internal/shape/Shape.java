package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a section looks like: its keys, in the order of the reference. Immutable.
 *
 * @param <R> the section in Java
 * @param <B> what builds it
 */
public final class Shape<R, B> {
    private final String name;
    private final Function<String, B> builder;
    private final Function<B, R> build;
    private final List<Key<R, B, ?>> keys;
    private final List<Map<String, Object>> rules;

    Shape(
            String name,
            Function<String, B> builder,
            Function<B, R> build,
            List<Key<R, B, ?>> keys,
            List<Map<String, Object>> rules) {
        this.name = name;
        this.builder = builder;
        this.build = build;
        this.keys = List.copyOf(keys);
        this.rules = List.copyOf(rules);
    }

    /**
     * Begins a shape.
     *
     * @param name what it is called in the schema
     * @param builder gives a builder for an entry of the given name, every key at its default
     * @param build gives what was built
     */
    public static <R, B> ShapeBuilder<R, B> of(String name, Function<String, B> builder, Function<B, R> build) {
        return new ShapeBuilder<>(name, builder, build);
    }

    /** What it is called in the schema. */
    public String name() {
        return name;
    }

    /** The keys. */
    public List<Key<R, B, ?>> keys() {
        return keys;
    }

    /** The section of a file that says nothing about it. */
    public R defaults(String key) {
        return build.apply(builder.apply(key));
    }

    /** What each key is where a file does not say it, as a file would; keys without a default are not there. */
    public Map<String, Object> defaultValues(String key) {
        R defaults = defaults(key);
        Map<String, Object> values = new LinkedHashMap<>();
        keys.forEach(each -> each.byDefault(defaults).ifPresent(value -> values.put(each.name(), value)));
        return values;
    }

    /** Reads a section; empty if it is no map. */
    public Optional<R> read(At at) {
        B target = builder.apply(at.key());
        return readInto(target, at) ? Optional.of(build.apply(target)) : Optional.empty();
    }

    /** Reads a section into a builder; false if it is no map. */
    boolean readInto(B target, At at) {
        Optional<YamlMap> map = at.map();
        if (map.isEmpty()) {
            return false;
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        map.get().entries().forEach(entry -> entries.put(entry.key(), entry));
        // all places first: a problem of one key may lead to another
        Map<String, At> places = new LinkedHashMap<>();
        entries.forEach((key, entry) -> places.put(key, at.entry(entry)));
        Set<String> known = new LinkedHashSet<>();
        for (Key<R, B, ?> key : keys) {
            known.add(key.name());
            At place = places.get(key.name());
            if (place != null) {
                key.read(place, target);
            }
        }
        unknown(at, entries, known);
        for (Key<R, B, ?> key : keys) {
            if (key.needed().isPresent() && !entries.containsKey(key.name())) {
                at.tier().missing(at.path(), key.name(), key.needed().get());
            }
        }
        return true;
    }

    private static void unknown(At at, Map<String, YamlMap.Entry> entries, Set<String> known) {
        String emptySection = "";
        for (Map.Entry<String, YamlMap.Entry> each : entries.entrySet()) {
            String key = each.getKey();
            YamlMap.Entry entry = each.getValue();
            if (known.contains(key)) {
                emptySection =
                        entry.value() instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL ? key : "";
                continue;
            }
            Optional<String> near = Texts.nearest(key, known);
            String advice = "";
            if (near.isPresent()) {
                advice = Texts.didYouMean(key, known);
                at.tier().spoil(KeyPath.of(at.path(), near.get()));
            } else if (Texts.hidesSomething(key)) {
                advice = "; it has a character in it that does not show";
            } else if (!emptySection.isEmpty()) {
                advice = "; if it belongs to " + emptySection + " above, indent it";
                at.tier().spoil(KeyPath.of(at.path(), emptySection));
            }
            at.tier()
                    .add(
                            entry.position(),
                            KeyPath.of(at.path(), key),
                            Codes.UNKNOWN_KEY,
                            "there is no such key here" + advice + "; known are " + Texts.list(known));
        }
    }

    /**
     * The section as a file has it: what differs from the default.
     *
     * @param key what it is called
     */
    public Map<String, Object> print(String key, R section) {
        return print(false, key, section);
    }

    /**
     * The section as a file has it.
     *
     * @param all whether it says its defaults too
     * @param key what it is called
     */
    public Map<String, Object> print(boolean all, String key, R section) {
        R defaults = defaults(key);
        Map<String, Object> printed = new LinkedHashMap<>();
        for (Key<R, B, ?> each : keys) {
            Optional<Object> value = each.print(all, section);
            if (value.isPresent() && (all || each.needed().isPresent() || !value.equals(each.print(all, defaults)))) {
                printed.put(each.name(), value.get());
            }
        }
        return printed;
    }

    /** The paths of the keys of this record that floe does nothing about. */
    public Set<String> unusedPaths() {
        Set<String> paths = new LinkedHashSet<>();
        for (Key<R, B, ?> key : keys) {
            if (key instanceof Group<?, ?> group) {
                group.shape().unusedPaths().forEach(path -> paths.add(group.name() + "." + path));
            } else if (key.unused().isPresent()) {
                paths.add(key.name());
            }
        }
        return paths;
    }

    /** The JSON Schema of the section. */
    Map<String, Object> definition(Schemas schemas) {
        Map<String, Object> defaults = defaultValues("name");
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<R, B, ?> key : keys) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.meaning());
            Map<String, Object> type = key.type().schema(schemas);
            property.putAll(schemas.isOverlay() ? Schemas.anyOf(type, Schemas.of("type", "null")) : type);
            if (defaults.containsKey(key.name()) && key.statedWords().isEmpty()) {
                property.put("default", defaults.get(key.name()));
            }
            properties.put(key.name(), property);
            if (key.needed().isPresent() && !schemas.isOverlay()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        if (!rules.isEmpty() && !schemas.isOverlay()) {
            schema.put("allOf", rules);
        }
        return schema;
    }

    /** The section as a type. */
    public Type<R> section() {
        return new Section<>(() -> this);
    }
}

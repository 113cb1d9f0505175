package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A section whose keys depend on its {@code type}; kept as a tree. Immutable once its variants are added. */
public final class Variants extends Type<Map<String, Object>> {
    private static final String TYPE = "type";

    private final Map<String, UnaryOperator<Plain>> variants = new LinkedHashMap<>();

    private Variants() {}

    /** No variant yet. */
    public static Variants of() {
        return new Variants();
    }

    /** Adds the keys of a type. */
    public Variants variant(String type, UnaryOperator<Plain> keys) {
        variants.put(type, keys);
        return this;
    }

    /** The names of the variants. */
    public List<String> names() {
        return List.copyOf(variants.keySet());
    }

    /** The shape of one variant. */
    public Shape<Map<String, Object>, ?> shape(String type) {
        UnaryOperator<Plain> keys = variants.get(type);
        if (keys == null) {
            throw new IllegalArgumentException(type);
        }
        return keys.apply(Plain.of(type)
                        .key(TYPE, Choice.of(type), "what kind this is")
                        .needed("what kind this is"))
                .build();
    }

    @Override
    public Optional<Map<String, Object>> read(At at) {
        Optional<YamlMap> map = at.map();
        if (map.isEmpty()) {
            return Optional.empty();
        }
        for (YamlMap.Entry entry : map.get().entries()) {
            if (entry.key().equals(TYPE)) {
                return at.entry(entry).text().flatMap(type -> read(at, entry, type));
            }
        }
        at.tier().missing(at.path(), TYPE, "one of " + Texts.list(names()));
        return Optional.empty();
    }

    private Optional<Map<String, Object>> read(At at, YamlMap.Entry entry, String type) {
        if (variants.containsKey(type)) {
            return shape(type).read(at).map(values -> values);
        }
        At place = at.entry(entry);
        at.tier()
                .add(
                        place.node().position(),
                        place.path(),
                        Codes.INVALID_VALUE,
                        "'" + Texts.shown(type) + "' is not one of " + Texts.list(names())
                                + Texts.didYouMean(type, names()));
        return Optional.empty();
    }

    @Override
    public Object print(boolean all, String key, Map<String, Object> value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        List<Object> each = new ArrayList<>();
        names().forEach(type -> each.add(schemas.refer(shape(type))));
        return Schemas.of("oneOf", each);
    }

    @Override
    public String words() {
        return "section of type "
                + String.join(
                        ", ", names().stream().map(name -> "`" + name + "`").toList());
    }
}

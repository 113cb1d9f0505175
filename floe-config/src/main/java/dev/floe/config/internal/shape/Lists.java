package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of values of one type. Immutable.
 *
 * @param <T> what its elements are in Java
 */
public final class Lists<T> extends Type<List<T>> {
    private final Type<T> element;
    private final int least;

    private Lists(Type<T> element, int least) {
        this.element = element;
        this.least = least;
    }

    /** A list that may be empty. */
    public static <T> Lists<T> of(Type<T> element) {
        return new Lists<>(element, 0);
    }

    /** A list with something in it. */
    public static <T> Lists<T> atLeastOne(Type<T> element) {
        return new Lists<>(element, 1);
    }

    @Override
    public Optional<List<T>> read(At at) {
        if (at.isNothing()) {
            return at.empty("a list");
        }
        if (!(at.node() instanceof YamlList list)) {
            return at.wrongType("a list");
        }
        if (list.elements().size() < least) {
            at.tier()
                    .add(
                            list.position(),
                            at.path(),
                            Codes.INVALID_VALUE,
                            "a list with at least one element is expected");
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            element.read(at.element(i, list.elements().get(i))).ifPresent(values::add);
        }
        return Optional.of(values);
    }

    @Override
    public Object print(boolean all, String key, List<T> value) {
        return value.stream().map(each -> element.print(all, key, each)).toList();
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema(schemas));
        if (least > 0) {
            schema.put("minItems", least);
        }
        return schema;
    }

    @Override
    public Type<?> inner() {
        return element;
    }

    @Override
    public String words() {
        return "list of " + element.words();
    }
}

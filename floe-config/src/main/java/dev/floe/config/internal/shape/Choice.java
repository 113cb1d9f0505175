package dev.floe.config.internal.shape;

import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One of a few words. Immutable.
 *
 * @param <T> what they are in Java
 */
public final class Choice<T> extends Type<T> {
    private final List<T> values;
    private final Function<T, String> words;

    private Choice(List<T> values, Function<T, String> words) {
        this.values = values;
        this.words = words;
    }

    /** The values of an enum, by the name that the files use. */
    public static <E extends Enum<E>> Choice<E> of(E[] values, Function<E, String> words) {
        return new Choice<>(List.of(values), words);
    }

    /** Words that are no more than that. */
    public static Choice<String> of(String... words) {
        return new Choice<>(List.of(words), word -> word);
    }

    @Override
    public Optional<T> read(At at) {
        return at.text().flatMap(text -> {
            Optional<T> value = find(text);
            if (value.isEmpty()) {
                at.invalid("'" + Texts.shown(text) + "' is not one of " + Texts.list(names())
                        + Texts.didYouMean(text, names()));
                // what else is needed depends on it
                at.tier().spoil(KeyPath.parent(at.path()));
            }
            return value;
        });
    }

    private Optional<T> find(String text) {
        return values.stream().filter(value -> words.apply(value).equals(text)).findFirst();
    }

    private List<String> names() {
        return values.stream().map(words).toList();
    }

    @Override
    public Object print(boolean all, String key, T value) {
        return words.apply(value);
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("enum", names());
        return schemas.orVariable(schema);
    }

    @Override
    public String words() {
        return names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}

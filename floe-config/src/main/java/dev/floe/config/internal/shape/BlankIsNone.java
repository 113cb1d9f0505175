package dev.floe.config.internal.shape;

import java.util.Map;
import java.util.Optional;

/**
 * A type with a text that has nothing in it being the same as none at all.
 *
 * @param <T> what it is in Java
 */
final class BlankIsNone<T> extends Type<T> {
    private final Type<T> type;

    BlankIsNone(Type<T> type) {
        this.type = type;
    }

    @Override
    public Optional<T> read(At at) {
        return at.isBlankText() ? Optional.empty() : type.read(at);
    }

    @Override
    public Object print(boolean all, String key, T value) {
        return type.print(all, key, value);
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        return Schemas.anyOf(type.schema(schemas), Schemas.of("pattern", "^\\s*$", "type", "string"));
    }

    @Override
    public Type<?> inner() {
        return type;
    }

    @Override
    public String words() {
        return type.words();
    }
}

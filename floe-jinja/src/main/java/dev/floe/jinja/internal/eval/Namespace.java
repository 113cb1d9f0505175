package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.Attributed;
import dev.floe.jinja.internal.value.DictMethods;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.Repr;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace(…)} makes: an object whose attributes templates may assign. */
public final class Namespace implements Attributed {
    private final PyDict attributes = new PyDict();

    public Namespace(@Nullable Object source, Map<String, Object> initial) {
        if (source != null) {
            DictMethods.putAll(attributes, source);
        }
        attributes.putAll(initial);
    }

    @Override
    public PyDict attributes() {
        return attributes;
    }

    void put(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.find(name);
    }

    @Override
    public String qualifiedName() {
        return "jinja2.utils.Namespace";
    }

    @Override
    public String repr() {
        return Repr.of(this);
    }
}

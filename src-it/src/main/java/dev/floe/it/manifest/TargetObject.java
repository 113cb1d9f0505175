package dev.floe.it.manifest;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code target}: a dict, of which is noted what is read and guessed. */
record TargetObject(RenderContext context) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        Target target = context.session().target();
        return switch (name) {
            case "get" ->
                (Callable) arguments -> {
                    Object found = getItem(arguments.positional().get(0));
                    return found != Values.MISSING
                            ? found
                            : arguments.positional().size() > 1
                                    ? arguments.positional().get(1)
                                    : null;
                };
            case "keys" -> (Callable) arguments -> Values.list(target.values().keySet());
            case "values" -> (Callable) arguments -> Values.list(target.values().values());
            case "items" ->
                (Callable) arguments -> Values.list(target.values().entrySet().stream()
                        .map(entry -> Values.tuple(java.util.Arrays.asList(entry.getKey(), entry.getValue())))
                        .toList());
            default -> getItem(name);
        };
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        String name = Values.text(key);
        Target target = context.session().target();
        if (target.guessed().contains(name)) {
            context.uncertain().add("target." + name);
        }
        return target.values().containsKey(name) ? target.get(name) : Values.MISSING;
    }

    @Override
    public Optional<Iterator<?>> iterate() {
        return Optional.of(context.session().target().values().keySet().iterator());
    }

    @Override
    public OptionalInt length() {
        return OptionalInt.of(context.session().target().values().size());
    }

    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public String repr() {
        context.session().target().guessed().forEach(key -> context.uncertain().add("target." + key));
        return Values.repr(Values.dict(context.session().target().values()));
    }
}

package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code api.Relation}.
 *
 * @param quoting the project's policy of quoting
 */
record RelationClass(Map<String, Boolean> quoting) implements HostObject {
    private static final Signature CREATE =
            Signature.of("create(database=None, schema=None, identifier=None, type=None, **kwargs)");

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "create" -> (Callable) this::create;
            case "add_ephemeral_prefix" ->
                (Callable) arguments ->
                        "__dbt__cte__" + Values.text(arguments.positional().get(0));
            case "create_from" -> (Callable) this::createFrom;
            case "get_relation_type" -> new RelationType();
            default -> Relation.of(null, null, null).getAttribute(name);
        };
    }

    private Object create(Arguments arguments) {
        @Nullable Object[] bound = CREATE.bind(arguments);
        Map<?, ?> others = (Map<?, ?>) bound[4];
        Relation relation = Relation.of(text(bound[0]), text(bound[1]), text(bound[2]))
                .typed(text(bound[3]))
                .quoting(Policy.merged(quoting, others.get("quote_policy")))
                .including(Policy.merged(Policy.ALL, others.get("include_policy")));
        Object external = others.get("external");
        return external == null ? relation : relation.outside(Values.text(external));
    }

    private Object createFrom(Arguments arguments) {
        Object node = arguments.positional().get(arguments.positional().size() - 1);
        if (!(node instanceof Map<?, ?> data)) {
            throw Failures.compilation("create_from() takes a node");
        }
        Object identifier = data.get("identifier") == null ? data.get("alias") : data.get("identifier");
        return Relation.of(text(data.get("database")), text(data.get("schema")), text(identifier))
                .quoting(quoting);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || Values.isUndefined(value) ? null : Values.text(value);
    }

    /** {@code api.Relation.get_relation_type}: called with a word, or asked for one of its members. */
    private record RelationType() implements HostObject, Callable {
        @Override
        public Object call(Arguments arguments) {
            return Values.text(arguments.positional().get(0));
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return Relation.of(null, null, null).getAttribute(name);
        }
    }
}

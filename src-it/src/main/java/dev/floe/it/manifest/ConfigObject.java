package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code config}: a call does nothing when a node is compiled, the look-ups see what the manifest has. */
record ConfigObject(Node node) implements HostObject, Callable {
    private static final Signature GET = Signature.of("get(name, default=None, validator=None)");
    private static final Signature REQUIRE = Signature.of("require(name, validator=None)");

    @Override
    public Object call(Arguments arguments) {
        return "";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        Map<String, @Nullable Object> config = node.config();
        Map<String, @Nullable Object> meta = Json.map(config.get("meta"));
        return switch (name) {
            case "get" -> get(config);
            case "meta_get" -> get(meta);
            case "require" -> require(config);
            case "meta_require" -> require(meta);
            case "set" -> this;
            case "persist_relation_docs" -> persists("relation");
            case "persist_column_docs" -> persists("columns");
            case "model" -> Values.dict(node.data());
            default -> Values.MISSING;
        };
    }

    private static String key(@Nullable Object name) {
        return Values.text(name).replaceFirst("^(pre|post)_hook$", "$1-hook");
    }

    private static Callable get(Map<String, @Nullable Object> values) {
        return arguments -> {
            @Nullable Object[] bound = GET.bind(arguments);
            return values.getOrDefault(key(bound[0]), bound[1]);
        };
    }

    private Callable require(Map<String, @Nullable Object> values) {
        return arguments -> {
            String key = key(REQUIRE.bind(arguments)[0]);
            if (!values.containsKey(key)) {
                throw Failures.compilation(
                        "Model '" + node.id() + "' does not define a required config parameter '" + key + "'.");
            }
            return values.get(key);
        };
    }

    private Callable persists(String what) {
        return arguments -> {
            Object value = Json.map(node.config().get("persist_docs")).get(what);
            return value == null ? false : value;
        };
    }

    @Override
    public String typeName() {
        return "RuntimeConfigObject";
    }
}

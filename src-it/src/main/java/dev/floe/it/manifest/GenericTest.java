package dev.floe.it.manifest;

import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments of a generic test, of which texts are templates, and may be calls without braces. */
final class GenericTest {
    /** The name that the code of generic tests has for its arguments. */
    static final String ARGUMENTS = "_dbt_generic_test_kwargs";

    private static final Pattern CALL = Pattern.compile("^\\s*(env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*$");

    private GenericTest() {}

    static boolean is(Node node) {
        return node.resourceType().equals("test") && node.get("test_metadata") instanceof Map;
    }

    static Object arguments(Node node, RenderContext context) {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
        Json.map(node.map("test_metadata").get("kwargs"))
                .forEach((name, value) -> rendered.put(
                        name,
                        name.equals("column_name") && value instanceof String ? value : rendered(value, context)));
        return Values.dict(rendered);
    }

    private static @Nullable Object rendered(@Nullable Object value, RenderContext context) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, rendered(item, context)));
            return Values.dict(copy);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(rendered(item, context)));
            return Values.list(copy);
        }
        if (!(value instanceof String text)) {
            return value;
        }
        String template = CALL.matcher(text).matches() ? "{{ " + text + " }}" : text;
        return context.session().jinja().parse(template, context.node().id()).renderNative(context);
    }
}

package dev.floe.models.parse;

import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.project.TemplateText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A generic test's arguments as its macro gets them: Jinja is rendered to values, and a text that is a call of {@code ref},
 * {@code source}, {@code var} or {@code env_var} is taken as one.
 */
public final class TestArguments {
    /** The name under which a test's template finds its arguments. */
    public static final String NAME = "_dbt_generic_test_kwargs";

    private static final Pattern CALL = Pattern.compile("\\s*(env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*");
    private static final String COLUMN = "column_name";

    private TestArguments() {}

    /**
     * Renders the arguments.
     *
     * @param context what the test's template sees
     */
    public static Map<String, @Nullable Object> render(
            Map<String, @Nullable Object> arguments, JinjaEnvironment jinja, Context context) {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
        arguments.forEach(
                (name, value) -> rendered.put(name, name.equals(COLUMN) ? value : value(value, jinja, context)));
        return rendered;
    }

    private static @Nullable Object value(@Nullable Object value, JinjaEnvironment jinja, Context context) {
        if (value instanceof String text) {
            if (CALL.matcher(text).matches()) {
                return jinja.evaluate(text, context);
            }
            return TemplateText.isTemplate(text)
                    ? jinja.parse(text, "test arguments").renderNative(context)
                    : text;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, value(item, jinja, context)));
            return copy;
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(value(item, jinja, context)));
            return copy;
        }
        return value;
    }
}

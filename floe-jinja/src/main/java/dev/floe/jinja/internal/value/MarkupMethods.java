package dev.floe.jinja.internal.value;

import dev.floe.jinja.Arguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of safe text: those of str, with texts handed in escaped and texts given back safe. */
final class MarkupMethods {
    /** Methods that take nothing. */
    private static final Set<String> ALONE = Set.of("capitalize", "casefold", "lower", "swapcase", "title", "upper");

    static final Map<String, Method> ALL = all();

    private MarkupMethods() {}

    private static Map<String, Method> all() {
        Map<String, Method> methods = new HashMap<>();
        StringMethods.ALL.forEach((name, method) -> methods.put(name, (self, arguments) -> {
            if (ALONE.contains(name)) {
                alone(name, arguments);
            }
            Arguments given = name.equals("replace") ? escaped(arguments) : arguments;
            return safe(method.call(((Markup) self).text(), given));
        }));
        methods.put("join", MarkupMethods::join);
        methods.put(
                "format",
                (self, arguments) -> new Markup(new StringFormat(arguments, true).format(((Markup) self).text())));
        methods.put(
                "format_map",
                (self, arguments) ->
                        new Markup(StringMethods.mapped(arguments, true).format(((Markup) self).text())));
        methods.put("unescape", (self, arguments) -> HtmlText.unescape(((Markup) self).text()));
        methods.put("striptags", (self, arguments) -> HtmlText.stripTags(((Markup) self).text()));
        return Map.copyOf(methods);
    }

    private static void alone(String method, Arguments arguments) {
        int count = arguments.positional().size();
        if (!arguments.keywords().isEmpty()) {
            String first = arguments.keywords().keySet().iterator().next();
            throw PyError.type("Markup." + method + "() got an unexpected keyword argument '" + first + "'");
        }
        if (count > 0) {
            throw PyError.type(
                    "Markup." + method + "() takes 1 positional argument but " + (count + 1) + " were given");
        }
    }

    /** The arguments of {@code replace}, with the replacement escaped. */
    private static Arguments escaped(Arguments arguments) {
        List<Object> positional = new ArrayList<>(arguments.positional());
        if (positional.size() > 1) {
            positional.set(1, Markup.escape(positional.get(1)).text());
        }
        return Arguments.of(positional, arguments.keywords());
    }

    private static @Nullable Object safe(@Nullable Object result) {
        if (result instanceof String text) {
            return new Markup(text);
        }
        if (result instanceof PyList list) {
            list.replaceAll(MarkupMethods::marked);
            return list;
        }
        if (result instanceof PyTuple tuple) {
            return PyTuple.of(tuple.stream().map(MarkupMethods::marked).toArray());
        }
        return result;
    }

    private static Object marked(Object part) {
        return part instanceof String text ? new Markup(text) : part;
    }

    private static Object join(Object self, Arguments arguments) {
        Object iterable = Parameters.take(arguments, "str.join", 1, 1).get(0);
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Iterator<Object> elements = Py.iterate(iterable); elements.hasNext(); first = false) {
            out.append(first ? "" : ((Markup) self).text())
                    .append(Markup.escape(elements.next()).text());
            Budget.check(out.length());
        }
        return new Markup(out.toString());
    }
}

package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Filter;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.value.DictView;
import dev.floe.jinja.internal.value.HtmlText;
import dev.floe.jinja.internal.value.Markup;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.Repr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters for HTML and URLs. */
final class HtmlFilters {
    private static final Signature XMLATTR = Signature.of("do_xmlattr(eval_ctx, d, /, autospace=True)");

    static final Map<String, Filter> ALL = Map.of(
            "e", Filters.plain("escape(s, /)", Markup::escape),
            "escape", Filters.plain("escape(s, /)", Markup::escape),
            "forceescape",
                    Filters.plain("do_forceescape(value, /)", value -> new Markup(Markup.escapeText(Repr.str(value)))),
            "safe", Filters.plain("do_mark_safe(value, /)", value -> new Markup(Repr.str(value))),
            "striptags", Filters.plain("do_striptags(value, /)", value -> HtmlText.stripTags(Repr.str(value))),
            "urlencode", Filters.plain("do_urlencode(value, /)", HtmlFilters::urlEncode),
            "urlize", Links::filter,
            "xmlattr", HtmlFilters::xmlAttributes);

    private HtmlFilters() {}

    private static Object urlEncode(@Nullable Object value) {
        if (Py.text(value) != null || !Py.isIterable(value)) {
            return quote(Repr.str(value), true);
        }
        Object pairs = value instanceof PyDict dict ? new DictView(dict, DictView.Part.ITEMS) : value;
        List<String> parts = new ArrayList<>();
        for (Iterator<Object> items = Py.iterate(pairs); items.hasNext(); ) {
            Object item = items.next();
            if (!Py.isIterable(item)) {
                throw PyError.type("cannot unpack non-iterable " + Py.typeName(item) + " object");
            }
            PyList pair = Py.toList(item);
            if (pair.size() != 2) {
                throw PyError.value(
                        pair.size() < 2
                                ? "not enough values to unpack (expected 2, got " + pair.size() + ")"
                                : "too many values to unpack (expected 2)");
            }
            parts.add(query(pair.get(0)) + "=" + query(pair.get(1)));
        }
        return String.join("&", parts);
    }

    private static String query(@Nullable Object value) {
        return quote(Repr.str(value), false).replace("%20", "+");
    }

    private static String quote(String text, boolean keepSlash) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "_.-~".indexOf(c) >= 0;
            if (plain || (keepSlash && c == '/')) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static Object xmlAttributes(@Nullable Object value, Arguments arguments) {
        boolean space = Py.truth(XMLATTR.bind(arguments)[0]);
        if (value instanceof Undefined undefined && undefined.kind() == UndefinedKind.CAPTURING) {
            return "";
        }
        if (!(value instanceof PyDict dict)) {
            throw value instanceof Undefined undefined ? undefined.failure() : PyError.attribute(value, "items");
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            if (entry.getValue() == null || entry.getValue() instanceof Undefined) {
                continue;
            }
            String name = Py.text(entry.getKey());
            if (name == null) {
                throw PyError.type("expected string or bytes-like object, got '" + Py.typeName(entry.getKey()) + "'");
            }
            if (name.chars()
                    .anyMatch(c -> c == '/' || c == '>' || c == '=' || (c <= 0x20 && Character.isWhitespace(c)))) {
                throw PyError.value("Invalid character in attribute name: " + Repr.quote(name));
            }
            parts.add(Markup.escape(entry.getKey()).text() + "=\""
                    + Markup.escape(entry.getValue()).text() + "\"");
        }
        String text = String.join(" ", parts);
        return space && !text.isEmpty() ? " " + text : text;
    }
}

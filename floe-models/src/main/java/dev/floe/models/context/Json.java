package dev.floe.models.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.jinja.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON as Python reads and prints it: {@code ", "} and {@code ": "} between, nothing but ASCII. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private Json() {}

    static @Nullable Object parse(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static String print(@Nullable Object value, boolean sortKeys) {
        StringBuilder out = new StringBuilder();
        print(value, sortKeys, out);
        return out.toString();
    }

    private static void print(@Nullable Object value, boolean sortKeys, StringBuilder out) {
        if (value == null || Values.isUndefined(value)) {
            out.append("null");
        } else if (value instanceof Boolean || value instanceof Long || value instanceof BigInteger) {
            out.append(value);
        } else if (value instanceof Double || value instanceof BigDecimal) {
            out.append(Values.text(value));
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new java.util.LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(key instanceof String ? key : keyText(key), item));
            String between = "";
            out.append('{');
            for (Map.Entry<Object, Object> entry : (sortKeys ? new TreeMap<>(entries) : entries).entrySet()) {
                out.append(between);
                quote(entry.getKey().toString(), out);
                out.append(": ");
                print(entry.getValue(), sortKeys, out);
                between = ", ";
            }
            out.append('}');
        } else if (value instanceof Collection<?> items) {
            String between = "";
            out.append('[');
            for (Object item : items) {
                out.append(between);
                print(item, sortKeys, out);
                between = ", ";
            }
            out.append(']');
        } else {
            quote(Values.text(value), out);
        }
    }

    private static String keyText(@Nullable Object key) {
        return key == null ? "null" : key instanceof Boolean ? key.toString() : Values.text(key);
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7E) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

package dev.floe.models.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON as Python reads and prints it: {@code ", "} and {@code ": "} between, nothing but ASCII. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    static @Nullable Object parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new IllegalArgumentException("empty");
            }
            return value(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
            return Values.dict(map);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(value(item)));
            return Values.list(list);
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isNull() ? null : node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    /**
     * The text of a value.
     *
     * @throws JinjaException if it is of a type that JSON does not have
     */
    static String print(@Nullable Object value, boolean sortKeys) {
        StringBuilder out = new StringBuilder();
        print(value, sortKeys, out);
        return out.toString();
    }

    private static void print(@Nullable Object value, boolean sortKeys, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Boolean || isWhole(value)) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(number(number));
        } else if (value instanceof Map<?, ?> map) {
            print(map, sortKeys, out);
        } else if (isList(value)) {
            String between = "";
            out.append('[');
            for (Object item : Values.elements(value)) {
                out.append(between);
                print(item, sortKeys, out);
                between = ", ";
            }
            out.append(']');
        } else if (Values.isText(value)) {
            quote(Values.text(value), out);
        } else {
            throw JinjaException.of(ErrorKind.TYPE, "an object is not JSON serializable");
        }
    }

    private static void print(Map<?, ?> map, boolean sortKeys, StringBuilder out) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        ordered(map, sortKeys).forEach(entry -> entries.put(key(entry.getKey()), entry.getValue()));
        String between = "";
        out.append('{');
        for (Map.Entry<String, @Nullable Object> entry : entries.entrySet()) {
            out.append(between);
            quote(entry.getKey(), out);
            out.append(": ");
            print(entry.getValue(), sortKeys, out);
            between = ", ";
        }
        out.append('}');
    }

    /**
     * A dict's entries, by their keys if they are to be sorted.
     *
     * @throws JinjaException if they are to be sorted and cannot
     */
    static List<Map.Entry<?, ?>> ordered(Map<?, ?> map, boolean sorted) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (!sorted) {
            return entries;
        }
        if (entries.stream().allMatch(entry -> entry.getKey() instanceof String)) {
            // by code points, as Python compares
            entries.sort((left, right) -> Arrays.compare(codePoints(left), codePoints(right)));
        } else if (entries.stream().allMatch(entry -> isWhole(entry.getKey()))) {
            entries.sort(Comparator.comparing(entry -> new BigInteger(String.valueOf(entry.getKey()))));
        } else {
            throw JinjaException.of(ErrorKind.TYPE, "keys of different types cannot be sorted");
        }
        return entries;
    }

    private static int[] codePoints(Map.Entry<?, ?> entry) {
        return String.valueOf(entry.getKey()).codePoints().toArray();
    }

    private static String number(Double number) {
        return number.isNaN()
                ? "NaN"
                : number.isInfinite() ? (number > 0 ? "Infinity" : "-Infinity") : Values.text(number);
    }

    private static String key(@Nullable Object key) {
        if (key == null) {
            return "null";
        }
        if (key instanceof Double number) {
            return number(number);
        }
        if (key instanceof Boolean || isWhole(key)) {
            return key.toString();
        }
        if (Values.isText(key)) {
            return Values.text(key);
        }
        throw JinjaException.of(ErrorKind.TYPE, "keys must be str, int, float, bool or None");
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

    /** Whether a value is an int. */
    static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    /** Whether a value is a list or tuple. */
    static boolean isList(@Nullable Object value) {
        return value instanceof Collection<?> && !(value instanceof Set<?>);
    }
}

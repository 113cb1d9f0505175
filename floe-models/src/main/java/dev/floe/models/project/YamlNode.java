package dev.floe.models.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file, with the place it stands at (1-based). Immutable. */
public sealed interface YamlNode {
    /** Line, from 1. */
    int line();

    /** Column, from 1. */
    int column();

    /** The value as plain Java: {@code Map<String, Object>}, {@code List<Object>}, String, Long, BigInteger, Double, Boolean, null. */
    @Nullable Object plain();

    /** What kind of value this is, as messages say it. */
    String kind();

    /** Its place alone, for what outlives the file's text. */
    default YamlNode place() {
        return new Scalar(null, "", line(), column());
    }

    /** A scalar; {@code text} is what the file says, {@code plain} what YAML 1.1 makes of it. */
    record Scalar(@Nullable Object plain, String text, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return plain == null
                    ? "nothing"
                    : plain instanceof String ? "text" : plain instanceof Boolean ? "a boolean" : "a number";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Object plain() {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            items.forEach(item -> values.add(item.plain()));
            return Collections.unmodifiableList(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map, in the order of the file. */
    record Mapping(Map<String, YamlNode> entries, int line, int column) implements YamlNode {
        /** Copies the entries. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value under a key; empty when the key is not there or has no value. */
        public Optional<YamlNode> get(String key) {
            YamlNode node = entries.get(key);
            return node == null || node.plain() == null ? Optional.empty() : Optional.of(node);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            entries.forEach((key, value) -> values.put(key, value.plain()));
            return Collections.unmodifiableMap(values);
        }

        @Override
        public String kind() {
            return "a map";
        }
    }
}

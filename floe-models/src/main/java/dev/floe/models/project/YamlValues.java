package dev.floe.models.project;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as PyYAML's safe loader reads it: keys of any type, dates, sets. */
public final class YamlValues {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT);

    /** Collections that aliases may lead to again. */
    private final IdentityHashMap<Node, Object> known = new IdentityHashMap<>();

    private final Function<String, Object> timestamps;

    private YamlValues(Function<String, Object> timestamps) {
        this.timestamps = timestamps;
    }

    /**
     * The value of a document; null for an empty one.
     *
     * @param timestamps makes values of dates and times
     * @throws org.yaml.snakeyaml.error.YAMLException if it is no YAML
     * @throws JinjaException if a key cannot be one, or a type is unknown
     */
    public static @Nullable Object load(String text, Function<String, Object> timestamps) {
        Node node = YamlReader.compose(text);
        return node == null ? null : new YamlValues(timestamps).value(node);
    }

    private @Nullable Object value(Node node) {
        if (known.containsKey(node)) {
            return known.get(node);
        }
        if (node instanceof MappingNode mapping) {
            Map<Object, Object> dict = Values.dict(Map.of());
            known.put(node, dict);
            fill(dict, mapping);
            if (mapping.getTag().equals(Tag.SET)) {
                return Values.set(dict.keySet());
            }
            return ofKnownType(mapping, mapping.getTag().equals(Tag.MAP), dict);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = Values.list(List.of());
            known.put(node, list);
            sequence.getValue().forEach(item -> list.add(value(item)));
            return ofKnownType(sequence, sequence.getTag().equals(Tag.SEQ), list);
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.getTag().equals(Tag.TIMESTAMP)) {
            return timestamps.apply(scalar.getValue());
        }
        return ofKnownType(scalar, PLAIN.contains(scalar.getTag()), YamlReader.value(scalar));
    }

    private static @Nullable Object ofKnownType(Node node, boolean isKnown, @Nullable Object value) {
        if (!isKnown) {
            throw JinjaException.of(ErrorKind.VALUE, "could not determine a constructor for the tag " + node.getTag());
        }
        return value;
    }

    /** What is merged comes first, and gives way to the mapping's own. */
    private void fill(Map<Object, Object> dict, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(dict, tuple.getValueNode());
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                dict.put(value(tuple.getKeyNode()), value(tuple.getValueNode()));
            }
        }
    }

    private void merge(Map<Object, Object> dict, Node from) {
        if (from instanceof MappingNode mapping) {
            fill(dict, mapping);
        } else if (from instanceof SequenceNode sequence) {
            List<Node> mappings = new ArrayList<>(sequence.getValue());
            Collections.reverse(mappings);
            mappings.forEach(mapping -> merge(dict, mapping));
        }
    }
}

package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the parser's nodes into trees: aliases expanded, merge keys merged, duplicate keys reported. */
final class YamlTrees {
    private static final int MAX_NODES = 50_000;
    private static final int MAX_DEPTH = 50;

    private final Tier tier;
    private int nodes;

    YamlTrees(Tier tier) {
        this.tier = tier;
    }

    YamlNode convert(Node node) {
        return convert(node, KeyPath.ROOT, 0);
    }

    private YamlNode convert(Node node, String path, int depth) {
        Position position = position(node.getStartMark());
        if (++nodes > MAX_NODES) {
            throw new YamlLimitException(position, "the document has too many values, or its aliases expand too far");
        }
        if (depth > MAX_DEPTH) {
            throw new YamlLimitException(position, "the document is nested too deep, or an alias contains itself");
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, position, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            if (hasTag(node, Tag.SEQ, position, path)) {
                return new YamlList(position, List.of());
            }
            List<YamlNode> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(convert(element, KeyPath.of(path, elements.size()), depth + 1));
            }
            return new YamlList(position, elements);
        }
        return scalar((ScalarNode) node, position, path);
    }

    private YamlMap map(MappingNode mapping, Position position, String path, int depth) {
        if (hasTag(mapping, Tag.MAP, position, path)) {
            return new YamlMap(position, List.of());
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position at = position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                boolean template = tuple.getKeyNode() instanceof MappingNode;
                tier.refuse(
                        at,
                        path,
                        Codes.WRONG_TYPE,
                        "a key has to be a text, not a list or a map"
                                + (template ? "; put a value that begins with {{ in quotes" : ""));
                continue;
            }
            if (scalar.getTag().equals(Tag.MERGE)) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String key = scalar.getValue();
            YamlMap.@Nullable Entry first = entries.get(key);
            if (first != null) {
                tier.add(
                        at,
                        KeyPath.of(path, key),
                        Codes.DUPLICATE_KEY,
                        "this key was given before, at line " + first.position().line() + "; keep one of them");
                continue;
            }
            YamlNode value = convert(tuple.getValueNode(), KeyPath.of(path, key), depth + 1);
            entries.put(key, new YamlMap.Entry(key, at, value));
        }
        merged.forEach(node -> merge(node, entries, path, depth));
        return new YamlMap(position, List.copyOf(entries.values()));
    }

    private void merge(Node source, Map<String, YamlMap.Entry> target, String path, int depth) {
        if (source instanceof SequenceNode sequence) {
            if (depth > MAX_DEPTH) {
                throw new YamlLimitException(
                        position(source.getStartMark()),
                        "the document is nested too deep, or an alias contains itself");
            }
            sequence.getValue().forEach(element -> merge(element, target, path, depth + 1));
        } else if (convert(source, path, depth + 1) instanceof YamlMap map) {
            map.entries().forEach(entry -> target.putIfAbsent(entry.key(), entry));
        } else {
            tier.add(position(source.getStartMark()), path, Codes.WRONG_TYPE, "<< merges maps only");
        }
    }

    private YamlScalar scalar(ScalarNode node, Position position, String path) {
        return new YamlScalar(position, node.getValue(), type(node).orElseGet(() -> {
            refuseTag(position, path);
            return YamlScalar.Type.TEXT;
        }));
    }

    private static Optional<YamlScalar.Type> type(ScalarNode node) {
        Tag tag = node.getTag();
        if (!node.isPlain() && tag.equals(Tag.STR)) {
            return Optional.of(YamlScalar.Type.TEXT);
        }
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP) || tag.equals(Tag.MERGE)) {
            return Optional.of(YamlScalar.Type.TEXT);
        }
        if (tag.equals(Tag.INT)) {
            return Optional.of(YamlScalar.Type.INTEGER);
        }
        if (tag.equals(Tag.FLOAT)) {
            return Optional.of(YamlScalar.Type.FLOAT);
        }
        if (tag.equals(Tag.BOOL)) {
            return Optional.of(YamlScalar.Type.BOOLEAN);
        }
        return tag.equals(Tag.NULL) ? Optional.of(YamlScalar.Type.NULL) : Optional.empty();
    }

    private boolean hasTag(Node node, Tag expected, Position position, String path) {
        if (node.getTag().equals(expected)) {
            return false;
        }
        refuseTag(position, path);
        return true;
    }

    private void refuseTag(Position position, String path) {
        tier.refuse(
                position,
                path,
                Codes.YAML_SYNTAX,
                "a tag (!) is not allowed; put a value that begins with ! in quotes");
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}

package dev.floe.models.context;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.DateValue;
import dev.floe.models.project.YamlTypes;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes values as PyYAML's safe dumper does. Used once. */
final class YamlDump {
    private static final String END_OF_OPEN_TEXT = "...\n";

    private final boolean sorted;
    private final IdentityHashMap<Object, Node> written = new IdentityHashMap<>();

    YamlDump(boolean sorted) {
        this.sorted = sorted;
    }

    /**
     * The text.
     *
     * @throws JinjaException if a value is of a type that YAML does not have
     */
    String text(@Nullable Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(false);
        LoaderOptions unused = new LoaderOptions();
        Yaml yaml = new Yaml(new SafeConstructor(unused), new Representer(options), options, unused, new YamlTypes());
        Node node = node(value);
        StringWriter out = new StringWriter();
        yaml.serialize(node, out);
        String text = out.toString();
        boolean open = node instanceof ScalarNode && !text.startsWith("'") && !text.startsWith("\"");
        return open ? text + END_OF_OPEN_TEXT : text;
    }

    private Node node(@Nullable Object value) {
        Node known = value == null ? null : written.get(value);
        if (known != null) {
            return known;
        }
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> tuples = new ArrayList<>();
            MappingNode node = new MappingNode(Tag.MAP, tuples, DumperOptions.FlowStyle.BLOCK);
            written.put(value, node);
            Json.ordered(map, sorted)
                    .forEach(entry -> tuples.add(new NodeTuple(node(entry.getKey()), node(entry.getValue()))));
            return node;
        }
        if (value instanceof Set<?> set) {
            List<NodeTuple> tuples = new ArrayList<>();
            MappingNode node = new MappingNode(Tag.SET, tuples, DumperOptions.FlowStyle.BLOCK);
            written.put(value, node);
            set.forEach(element -> tuples.add(new NodeTuple(node(element), node(null))));
            return node;
        }
        if (value instanceof Collection<?> items) {
            List<Node> nodes = new ArrayList<>();
            SequenceNode node = new SequenceNode(Tag.SEQ, nodes, DumperOptions.FlowStyle.BLOCK);
            written.put(value, node);
            items.forEach(item -> nodes.add(node(item)));
            return node;
        }
        return scalar(value);
    }

    private static ScalarNode scalar(@Nullable Object value) {
        if (value == null) {
            return scalar(Tag.NULL, "null");
        }
        if (value instanceof Boolean) {
            return scalar(Tag.BOOL, value.toString());
        }
        if (Json.isWhole(value)) {
            return scalar(Tag.INT, value.toString());
        }
        if (value instanceof Double number) {
            return scalar(Tag.FLOAT, floating(number));
        }
        if (value instanceof DateValue || value instanceof DateTimeValue) {
            return scalar(Tag.TIMESTAMP, Values.text(value));
        }
        if (value instanceof String text) {
            return scalar(Tag.STR, text);
        }
        throw JinjaException.of(ErrorKind.VALUE, "cannot represent an object");
    }

    private static String floating(Double number) {
        if (number.isNaN()) {
            return ".nan";
        }
        if (number.isInfinite()) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = Values.text(number).toLowerCase(Locale.ROOT);
        return text.contains(".") ? text : text.replaceFirst("e", ".0e");
    }

    private static ScalarNode scalar(Tag tag, String text) {
        boolean lines = text.indexOf('\n') >= 0;
        return new ScalarNode(
                tag,
                text,
                null,
                null,
                lines ? DumperOptions.ScalarStyle.SINGLE_QUOTED : DumperOptions.ScalarStyle.PLAIN);
    }
}

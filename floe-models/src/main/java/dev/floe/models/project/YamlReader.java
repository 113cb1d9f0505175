package dev.floe.models.project;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads YAML as dbt does (YAML 1.1, safe), keeping the place of every value. Aliases are followed, merge keys are applied,
 * a later duplicate of a key wins and is told of. Numbers and booleans are converted, dates stay text.
 */
public final class YamlReader {
    private static final int MAX_CODE_POINTS = 16 * 1024 * 1024;

    /** The parser bounds the depth of what is written; only an alias inside itself goes deeper. */
    private static final int MAX_DEPTH = 200;

    private static final int MAX_NODES = 2_000_000;

    private final String path;
    private final Problems problems;
    private int nodes;

    private YamlReader(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /**
     * A file's document.
     *
     * @param path for messages
     * @param problems where problems go; after one, the answer is empty
     * @return empty for an empty file too
     */
    public static Optional<YamlNode> read(String path, String text, Problems problems) {
        return new YamlReader(path, problems).document(text);
    }

    private Optional<YamlNode> document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        options.setCodePointLimit(MAX_CODE_POINTS);
        Node node;
        try {
            node = compose(text, options);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add(path, line(mark), column(mark), "not valid YAML: " + explain(e));
            return Optional.empty();
        } catch (YAMLException e) {
            problems.add(path, 0, 0, "not valid YAML: " + firstLine(e.getMessage()));
            return Optional.empty();
        }
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(convert(node, 0));
        } catch (TooFarException e) {
            problems.add(
                    path,
                    e.line,
                    e.column,
                    "not valid YAML: its aliases expand too far, or one of them contains itself");
            return Optional.empty();
        }
    }

    /**
     * The nodes of a text's document, with the types that PyYAML gives them.
     *
     * @return null for an empty text
     * @throws YAMLException if it is no YAML
     */
    static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        return compose(text, options);
    }

    private static @Nullable Node compose(String text, LoaderOptions options) {
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new YamlTypes())
                .compose(new StringReader(text));
    }

    private static String explain(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "syntax error" : firstLine(e.getProblem());
        if (problem.contains("'\\t'")) {
            return problem + "; indent with spaces, not tabs";
        }
        if (problem.contains("found character '%'") || problem.contains("unhashable") || problem.contains("'{'")) {
            return problem + "; put quotes around a value that starts with {{ … }}";
        }
        return e.getContext() == null ? problem : firstLine(e.getContext()) + ": " + problem;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private YamlNode convert(Node node, int depth) {
        int line = line(node.getStartMark());
        int column = column(node.getStartMark());
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooFarException(line, column);
        }
        if (node instanceof MappingNode mapping) {
            return new YamlNode.Mapping(entries(mapping, depth), line, column);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
            return new YamlNode.Sequence(items, line, column);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new YamlNode.Scalar(value(scalar), scalar.getValue(), line, column);
    }

    private Map<String, YamlNode> entries(MappingNode mapping, int depth) {
        Map<String, YamlNode> merged = new LinkedHashMap<>();
        Map<String, YamlNode> own = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(
                        path,
                        line(key.getStartMark()),
                        column(key.getStartMark()),
                        "a key has to be text; put quotes around {{ … }}");
                continue;
            }
            if (key.getTag().equals(Tag.MERGE)) {
                merge(convert(tuple.getValueNode(), depth + 1), merged);
                continue;
            }
            if (own.put(scalar.getValue(), convert(tuple.getValueNode(), depth + 1)) != null) {
                problems.notice(
                        path,
                        line(key.getStartMark()),
                        column(key.getStartMark()),
                        "the key '" + scalar.getValue() + "' is there twice; the later one is used");
            }
        }
        merged.keySet().removeAll(own.keySet());
        Map<String, YamlNode> all = new LinkedHashMap<>(merged);
        all.putAll(own);
        return all;
    }

    private static void merge(YamlNode from, Map<String, YamlNode> into) {
        if (from instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(into::putIfAbsent);
        } else if (from instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        }
    }

    /** A scalar's value: None, a bool, a number, or else its text. */
    static @Nullable Object value(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                default -> false;
            };
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return floating(text);
        }
        return text;
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        String body = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        BigInteger value;
        if (body.contains(":")) {
            value = BigInteger.ZERO;
            for (String part : body.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else if (body.startsWith("0b")) {
            value = new BigInteger(body.substring(2), 2);
        } else if (body.startsWith("0x")) {
            value = new BigInteger(body.substring(2), 16);
        } else if (body.startsWith("0") && body.length() > 1) {
            value = new BigInteger(body.substring(1), 8);
        } else {
            value = new BigInteger(body);
        }
        value = negative ? value.negate() : value;
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Object floating(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.endsWith(".inf")) {
            return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (digits.equals(".nan")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getLine() + 1;
    }

    private static int column(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getColumn() + 1;
    }

    /** A document whose aliases expand too far; never leaves this class. */
    private static final class TooFarException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        TooFarException(int line, int column) {
            super(null, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}

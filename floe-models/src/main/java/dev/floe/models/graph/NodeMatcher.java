package dev.floe.models.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a node answers to one {@code method:value}. */
@FunctionalInterface
interface NodeMatcher {
    Pattern WILDCARD = Pattern.compile("[*?\\[\\]]");

    List<String> METHODS = List.of(
            "fqn",
            "tag",
            "path",
            "file",
            "source",
            "exposure",
            "config",
            "package",
            "group",
            "access",
            "version",
            "resource_type",
            "test_type",
            "test_name",
            "unit_test",
            "selector",
            "state",
            "result",
            "source_status");

    /** Kinds of resources that dbt has and floe does not: a selector that names them selects nothing. */
    Set<String> NEVER = Set.of("metric", "semantic_model", "saved_query", "function");

    boolean matches(Node node);

    static NodeMatcher of(
            @Nullable String method, @Nullable String arguments, String value, String part, Surroundings around) {
        String name = method == null ? implied(value) : method;
        Pattern pattern = glob(value);
        return switch (name) {
            case "fqn" -> node -> fqn(node, value, pattern);
            case "tag" -> node -> any(pattern, node.tags());
            case "path" -> path(new FilePattern(value), around);
            case "file" -> node -> file(node.head().path(), pattern);
            case "source" -> source(value, part);
            case "package" -> {
                Pattern named = value.equals("this") ? glob(around.project()) : pattern;
                yield node -> named.matcher(node.head().packageName()).matches();
            }
            case "group" ->
                node -> node.config()
                        .text("group")
                        .filter(group -> pattern.matcher(group).matches())
                        .isPresent();
            case "access" ->
                node -> node.type() == ResourceType.MODEL
                        && node.config().text("access").orElse("protected").equals(value);
            case "version" -> VersionMatcher.of(value, part, around);
            case "resource_type" -> resourceType(value, part);
            case "test_type" -> testType(value, part);
            case "test_name" ->
                node -> node instanceof TestNode test
                        ? test.generic()
                                .filter(generic ->
                                        pattern.matcher(generic.name()).matches())
                                .isPresent()
                        : node instanceof UnitTestNode
                                && pattern.matcher(node.name()).matches();
            case "unit_test" ->
                node -> node instanceof UnitTestNode
                        && (pattern.matcher(node.name()).matches()
                                || pattern.matcher(node.head().packageName() + "." + node.name())
                                        .matches());
            case "config" -> config(arguments == null ? "" : arguments, value, part, around);
            case "metric", "semantic_model", "saved_query" -> node -> false;
            default ->
                throw new SelectorException(
                        part,
                        "'" + name + ":' in '" + part + "' is not a way to select; there are "
                                + String.join(", ", METHODS));
        };
    }

    static String implied(String value) {
        return value.contains("/") ? "path" : value.endsWith(".sql") || value.endsWith(".csv") ? "file" : "fqn";
    }

    /** The name alone, or parts of package, folders and name from the left, from the package or the first folder on. */
    private static boolean fqn(Node node, String value, Pattern pattern) {
        return !(node instanceof SourceNode)
                && (versioned(node, value, pattern) || fqn(node.head().fqn(), value, pattern));
    }

    static boolean fqn(List<String> fqn, String value, Pattern pattern) {
        String leaf = fqn.get(fqn.size() - 1);
        return leaf.equals(value)
                || (value.indexOf('.') < 0 && pattern.matcher(leaf).matches())
                || qualified(fqn, value)
                || qualified(fqn.subList(1, fqn.size()), value);
    }

    /** A model with versions answers to its name, and to the name with the version. */
    private static boolean versioned(Node node, String value, Pattern pattern) {
        if (node.head().version().isEmpty()) {
            return false;
        }
        String version = "v" + node.head().version().get();
        return pattern.matcher(node.name()).matches()
                || value.equals(node.name() + "." + version)
                || value.equals(node.name() + "_" + version);
    }

    /** Parts are compared one by one up to the first with a wildcard; from there on the rest is compared as one text. */
    private static boolean qualified(List<String> fqn, String value) {
        String[] wanted = value.split("\\.", -1);
        if (wanted.length > fqn.size()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (WILDCARD.matcher(wanted[i]).find()) {
                String rest = String.join(".", List.of(wanted).subList(i, wanted.length));
                return glob(rest)
                        .matcher(String.join(".", fqn.subList(i, fqn.size())))
                        .matches();
            }
            if (!wanted[i].equals(fqn.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean prefix(List<String> fqn, String[] wanted) {
        if (wanted.length > fqn.size()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!glob(wanted[i]).matcher(fqn.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** A node is in its own file and in the properties file that speaks of it. */
    private static NodeMatcher path(FilePattern pattern, Surroundings around) {
        return node -> pattern.holds(node.head().path())
                || Optional.ofNullable(around.described().get(node.uniqueId()))
                        .filter(pattern::holds)
                        .isPresent();
    }

    static boolean file(String path, Pattern pattern) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return pattern.matcher(file).matches()
                || (dot > 0 && pattern.matcher(file.substring(0, dot)).matches());
    }

    private static NodeMatcher source(String value, String part) {
        String[] wanted = value.split("\\.", -1);
        if (wanted.length > 3) {
            throw new SelectorException(part, "'" + part + "' has too many dots; write source:package.source.table");
        }
        return node -> node instanceof SourceNode source
                && prefix(
                        wanted.length == 3
                                ? List.of(source.head().packageName(), source.sourceName(), source.name())
                                : List.of(source.sourceName(), source.name()),
                        wanted);
    }

    private static NodeMatcher resourceType(String value, String part) {
        List<String> known =
                Arrays.stream(ResourceType.values()).map(ResourceType::word).toList();
        if (!known.contains(value) && !NEVER.contains(value)) {
            throw new SelectorException(
                    part, "'" + part + "' names no kind of resources; there are " + String.join(", ", known));
        }
        return node -> node.type().word().equals(value);
    }

    private static NodeMatcher testType(String value, String part) {
        return switch (value) {
            case "generic", "schema" ->
                node -> node instanceof TestNode test && test.generic().isPresent();
            case "singular" ->
                node -> node instanceof TestNode test && test.generic().isEmpty();
            case "data" -> TestNode.class::isInstance;
            case "unit" -> UnitTestNode.class::isInstance;
            default ->
                throw new SelectorException(
                        part, "'" + part + "' names no kind of tests; there are generic, singular, data, unit");
        };
    }

    /** A configured value is compared as it is, without wildcards; of a list, one item is enough. */
    private static NodeMatcher config(String arguments, String value, String part, Surroundings around) {
        if (arguments.isEmpty()) {
            throw new SelectorException(part, "'" + part + "' lacks the key; write config.materialized:table");
        }
        String[] keys = arguments.substring(1).split("\\.", -1);
        boolean anyCase = keys.length == 1 && keys[0].equals("severity");
        Predicate<@Nullable Object> wanted = said -> said instanceof Boolean bool
                ? value.equalsIgnoreCase(bool.toString())
                : said instanceof String text && (anyCase ? text.equalsIgnoreCase(value) : text.equals(value));
        return node -> {
            if (node instanceof UnitTestNode) {
                return false;
            }
            Object found = around.configs().apply(node);
            for (String key : keys) {
                found = found instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return found instanceof Collection<?> many ? many.stream().anyMatch(wanted) : wanted.test(found);
        };
    }

    private static boolean any(Pattern pattern, Collection<String> values) {
        return values.stream().anyMatch(value -> pattern.matcher(value).matches());
    }

    /** A pattern with the wildcards of selectors. */
    static Pattern glob(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int close = c == '[' ? value.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = value.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}

package dev.floe.models.graph;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "resource_type",
            "test_type",
            "test_name",
            "unit_test");

    boolean matches(Node node);

    static NodeMatcher of(@Nullable String method, @Nullable String arguments, String value, String part) {
        String name = method == null ? implied(value) : method;
        Pattern pattern = glob(value);
        return switch (name) {
            case "fqn" -> node -> fqn(node, value, pattern);
            case "tag" -> node -> any(pattern, node.tags());
            case "path" -> node -> path(node.head().path(), value, pattern);
            case "file" -> node -> file(node.head().path(), pattern);
            case "source" -> node -> node instanceof SourceNode source && source(source, value);
            case "package" -> node -> pattern.matcher(node.head().packageName()).matches();
            case "group" ->
                node -> node.config()
                        .text("group")
                        .filter(group -> pattern.matcher(group).matches())
                        .isPresent();
            case "access" ->
                node -> node.type() == ResourceType.MODEL
                        && pattern.matcher(node.config().text("access").orElse("protected"))
                                .matches();
            case "resource_type" -> node -> pattern.matcher(node.type().word()).matches();
            case "test_type" -> node -> testType(node, value);
            case "test_name" ->
                node -> node instanceof TestNode test
                        && test.generic()
                                .filter(generic ->
                                        pattern.matcher(generic.name()).matches())
                                .isPresent();
            case "unit_test" ->
                node -> node instanceof UnitTestNode
                        && (pattern.matcher(node.name()).matches()
                                || pattern.matcher(node.head().packageName() + "." + node.name())
                                        .matches());
            case "config" -> config(arguments == null ? "" : arguments, pattern, part);
            default ->
                throw new SelectorException(
                        part,
                        "'" + name + ":' in '" + part + "' is not a way to select; there are "
                                + String.join(", ", METHODS));
        };
    }

    private static String implied(String value) {
        return value.contains("/") ? "path" : value.endsWith(".sql") || value.endsWith(".csv") ? "file" : "fqn";
    }

    /** The name alone, or parts of package, folders and name from the left, from the package or the first folder on. */
    private static boolean fqn(Node node, String value, Pattern pattern) {
        if (node instanceof SourceNode) {
            return false;
        }
        List<String> fqn = node.head().fqn();
        String leaf = fqn.get(fqn.size() - 1);
        return leaf.equals(value)
                || versioned(node, value, pattern)
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

    private static boolean path(String path, String value, Pattern pattern) {
        String wanted = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        return path.equals(wanted)
                || path.startsWith(wanted + "/")
                || pattern.matcher(path).matches();
    }

    private static boolean file(String path, Pattern pattern) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return pattern.matcher(file).matches()
                || (dot > 0 && pattern.matcher(file.substring(0, dot)).matches());
    }

    private static boolean source(SourceNode source, String value) {
        String[] wanted = value.split("\\.", -1);
        List<String> name = wanted.length == 3
                ? List.of(source.head().packageName(), source.sourceName(), source.name())
                : List.of(source.sourceName(), source.name());
        return prefix(name, wanted);
    }

    private static boolean testType(Node node, String value) {
        if (!(node instanceof TestNode test)) {
            return node instanceof UnitTestNode && value.equals("unit");
        }
        return switch (value) {
            case "generic" -> test.generic().isPresent();
            case "singular" -> test.generic().isEmpty();
            case "data" -> true;
            default -> false;
        };
    }

    private static NodeMatcher config(String arguments, Pattern pattern, String part) {
        if (arguments.isEmpty()) {
            throw new SelectorException(part, "'" + part + "' lacks the key; write config.materialized:table");
        }
        String[] keys = arguments.substring(1).split("\\.", -1);
        return node -> {
            Object value = node.config().values();
            for (String key : keys) {
                value = value instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return value instanceof Collection<?> many
                    ? any(pattern, many.stream().map(String::valueOf).toList())
                    : value != null && pattern.matcher(text(value)).matches();
        };
    }

    private static String text(Object value) {
        return value instanceof Boolean ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
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

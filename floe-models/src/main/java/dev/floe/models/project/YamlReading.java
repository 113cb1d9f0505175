package dev.floe.models.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of one YAML file; what does not fit becomes a problem at its place, and a default. */
final class YamlReading {
    private static final Set<String> HOOKS =
            Set.of("pre-hook", "pre_hook", "post-hook", "post_hook", "on-run-start", "on-run-end", "loaded_at_query");

    private final String path;
    private final Problems problems;
    private final TemplateText templates;

    YamlReading(String path, Problems problems, TemplateText templates) {
        this.path = path;
        this.problems = problems;
        this.templates = templates;
    }

    String path() {
        return path;
    }

    void problem(YamlNode at, String message) {
        problems.add(path, at, message);
    }

    void notice(YamlNode at, String message) {
        problems.notice(path, at.line(), at.column(), message);
    }

    /** Text under a key; numbers and booleans are taken as written. */
    Optional<String> text(YamlNode.Mapping mapping, String key) {
        return mapping.get(key).flatMap(node -> {
            if (node instanceof YamlNode.Scalar scalar) {
                Object value = rendered(scalar);
                return Optional.of(
                        value instanceof String text ? text : value == null ? "" : scalarText(scalar, value));
            }
            problem(node, "'" + key + "' has to be text, not " + node.kind());
            return Optional.empty();
        });
    }

    private static String scalarText(YamlNode.Scalar scalar, Object value) {
        return TemplateText.isTemplate(scalar.text()) ? String.valueOf(value) : scalar.text();
    }

    Optional<Boolean> bool(YamlNode.Mapping mapping, String key) {
        return mapping.get(key).flatMap(node -> {
            if (node instanceof YamlNode.Scalar scalar && rendered(scalar) instanceof Boolean value) {
                return Optional.of(value);
            }
            problem(node, "'" + key + "' has to be true or false, not " + node.kind());
            return Optional.empty();
        });
    }

    Optional<YamlNode.Mapping> mapping(YamlNode.Mapping mapping, String key) {
        return mapping.get(key).flatMap(node -> mapping(node, "'" + key + "'"));
    }

    Optional<YamlNode.Mapping> mapping(YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping found) {
            return Optional.of(found);
        }
        problem(node, what + " has to be a map (key: value), not " + node.kind());
        return Optional.empty();
    }

    /** The items of a list under a key; a single value counts as a list of one where that is the custom. */
    List<YamlNode> items(YamlNode.Mapping mapping, String key, boolean single) {
        Optional<YamlNode> found = mapping.get(key);
        if (found.isEmpty()) {
            return List.of();
        }
        YamlNode node = found.get();
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (single) {
            return List.of(node);
        }
        problem(node, "'" + key + "' has to be a list (- item), not " + node.kind());
        return List.of();
    }

    <T> List<T> each(YamlNode.Mapping mapping, String key, Function<YamlNode.Mapping, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        for (YamlNode item : items(mapping, key, false)) {
            mapping(item, "each item of '" + key + "'").flatMap(read).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    List<String> texts(YamlNode.Mapping mapping, String key) {
        List<String> all = new ArrayList<>();
        for (YamlNode item : items(mapping, key, true)) {
            if (item instanceof YamlNode.Scalar scalar) {
                all.add(String.valueOf(rendered(scalar)));
            } else {
                problem(item, "'" + key + "' has to be a list of text, not of " + item.kind());
            }
        }
        return List.copyOf(all);
    }

    /** A map as plain Java, its Jinja rendered. */
    Map<String, @Nullable Object> plain(YamlNode.Mapping mapping, String key) {
        return mapping(mapping, key).map(this::plainMap).orElse(Map.of());
    }

    Map<String, @Nullable Object> plainMap(YamlNode.Mapping mapping) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> values.put(name, isHook(name) ? value.plain() : plain(value)));
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(values);
    }

    /** Hooks and such are templates of their own, rendered when they run. */
    private static boolean isHook(String key) {
        return HOOKS.contains(key.startsWith("+") ? key.substring(1) : key);
    }

    @Nullable Object plain(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return rendered(scalar);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<@Nullable Object> values = new ArrayList<>();
            sequence.items().forEach(item -> values.add(plain(item)));
            return Collections.unmodifiableList(values);
        }
        return plainMap((YamlNode.Mapping) node);
    }

    private @Nullable Object rendered(YamlNode.Scalar scalar) {
        return scalar.plain() instanceof String text && TemplateText.isTemplate(text)
                ? templates.render(text, path, scalar)
                : scalar.plain();
    }

    /** Tells of keys that nobody reads. */
    void unknown(YamlNode.Mapping mapping, Collection<String> known, String where) {
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                notice(value, "the key '" + key + "' of " + where + " is not applied" + Names.hint(key, known));
            }
        });
    }
}

package dev.floe.config.internal.load;

import dev.floe.config.Explanation;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells for each value of a tier where it comes from. Not thread-safe. */
final class Explainer {
    private static final String SECRET_REF = "secret_ref";
    private static final String KEY = "key";

    private final String name;
    private final Tier tier;
    private final Map<String, YamlNode> written = new HashMap<>();
    private final List<Explanation> explanations = new ArrayList<>();

    private Explainer(String name, Tier tier) {
        this.name = name;
        this.tier = tier;
    }

    /**
     * Explains every value.
     *
     * @param name what to call the tier
     * @param root what was written
     * @param values what came of it, defaults included
     */
    static List<Explanation> explain(String name, Tier tier, YamlMap root, Map<String, Object> values) {
        Explainer explainer = new Explainer(name, tier);
        explainer.collect(root, KeyPath.ROOT);
        explainer.values(values, KeyPath.ROOT);
        return List.copyOf(explainer.explanations);
    }

    private void collect(YamlNode node, String path) {
        written.put(path, node);
        if (node instanceof YamlMap map) {
            map.entries().forEach(entry -> collect(entry.value(), KeyPath.of(path, entry.key())));
        } else if (node instanceof YamlList list) {
            for (int i = 0; i < list.elements().size(); i++) {
                collect(list.elements().get(i), KeyPath.of(path, i));
            }
        }
    }

    private void values(Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            if (isReference(map)) {
                explain(
                        path,
                        "secret '" + map.get(SECRET_REF) + (map.containsKey(KEY) ? "/" + map.get(KEY) : "") + "'");
            } else {
                map.forEach((key, inner) -> values(inner, KeyPath.of(path, String.valueOf(key))));
            }
        } else if (value instanceof List<?> list && list.stream().anyMatch(each -> each instanceof Map)) {
            for (int i = 0; i < list.size(); i++) {
                values(list.get(i), KeyPath.of(path, i));
            }
        } else if (value instanceof List<?> list) {
            explain(path, list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
        } else {
            explain(path, path.endsWith("." + SECRET_REF) ? "secret '" + value + "'" : String.valueOf(value));
        }
    }

    private static boolean isReference(Map<?, ?> map) {
        return map.get(SECRET_REF) instanceof String && map.size() == (map.containsKey(KEY) ? 2 : 1);
    }

    private void explain(String path, String value) {
        @Nullable YamlNode node = written.get(path);
        if (node == null) {
            explanations.add(new Explanation(
                    name, path, value, Explanation.Rule.DEFAULT, Optional.empty(), 0, Optional.empty()));
            return;
        }
        Position position = node.position();
        Optional<Path> file = Optional.ofNullable(position.file()).or(tier::file);
        List<String> variables = node instanceof YamlScalar scalar ? scalar.variables() : List.of();
        explanations.add(new Explanation(
                name,
                path,
                value,
                rule(position, variables),
                file,
                position.line(),
                variables.isEmpty() ? Optional.empty() : Optional.of(note(variables))));
    }

    private Explanation.Rule rule(Position position, List<String> variables) {
        if (!variables.isEmpty()) {
            return Explanation.Rule.VARIABLE;
        }
        if (tier.file().isEmpty()) {
            return Explanation.Rule.BUILDER;
        }
        return position.file() != null ? Explanation.Rule.OVERLAY : Explanation.Rule.BASE;
    }

    private static String note(List<String> variables) {
        return (variables.size() == 1 ? "environment variable " : "environment variables ")
                + String.join(", ", variables);
    }
}

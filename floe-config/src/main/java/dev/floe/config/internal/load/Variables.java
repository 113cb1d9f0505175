package dev.floe.config.internal.load;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.SecretShapes;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts variables of the environment into the values of a file: {@code ${NAME}} and {@code ${NAME:-default}}. */
final class Variables {
    private static final String HIDDEN_BY_DBT = "DBT_ENV_SECRET_";

    private final Map<String, String> environment;
    private final Tier tier;
    private final List<Use> uses = new ArrayList<>();

    Variables(Map<String, String> environment, Tier tier) {
        this.environment = environment;
        this.tier = tier;
    }

    /** The tree with the variables' values; what is wrong with a variable is a problem of the tier. */
    YamlMap in(YamlMap tree) {
        return (YamlMap) in(tree, KeyPath.ROOT, "");
    }

    /** Refuses every value that a variable was put into which holds a secret. */
    void refuse(Set<String> secrets) {
        for (Use use : uses) {
            for (String name : use.names()) {
                if (secrets.contains(name) || name.startsWith(HIDDEN_BY_DBT)) {
                    tier.refuseSecret(
                            use.position(),
                            use.path(),
                            "the variable " + name
                                    + " holds a secret, which may not be put into a value; refer to it with"
                                    + " secret_ref");
                }
            }
            if (SecretShapes.isSecretKey(use.key())) {
                tier.refuseSecret(
                        use.position(),
                        use.path(),
                        "a secret may not be put into a value by a variable; refer to it with secret_ref");
            }
        }
    }

    private YamlNode in(YamlNode node, String path, String key) {
        if (node instanceof YamlMap map) {
            List<YamlMap.Entry> entries = new ArrayList<>();
            for (YamlMap.Entry entry : map.entries()) {
                YamlNode value = in(entry.value(), KeyPath.of(path, entry.key()), entry.key());
                entries.add(new YamlMap.Entry(entry.key(), entry.position(), value));
            }
            return new YamlMap(map.position(), entries);
        }
        if (node instanceof YamlList list) {
            List<YamlNode> elements = new ArrayList<>();
            for (YamlNode element : list.elements()) {
                elements.add(in(element, KeyPath.of(path, elements.size()), key));
            }
            return new YamlList(list.position(), elements);
        }
        YamlScalar scalar = (YamlScalar) node;
        return scalar.text().contains(VariableText.BEGIN) ? substituted(scalar, path, key) : scalar;
    }

    private YamlScalar substituted(YamlScalar scalar, String path, String key) {
        VariableText text = new VariableText(environment);
        try {
            String value = text.substitute(scalar.text());
            if (!text.names().isEmpty()) {
                uses.add(new Use(scalar.position(), path, key, text.names()));
            }
            return new YamlScalar(scalar.position(), value, scalar.type(), text.names());
        } catch (VariableText.NotSetException e) {
            tier.refuse(scalar.position(), path, Codes.VARIABLE_NOT_SET, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            tier.refuse(scalar.position(), path, Codes.INVALID_VALUE, String.valueOf(e.getMessage()));
        }
        return scalar;
    }

    /** A value that variables were put into. */
    private record Use(Position position, String path, String key, List<String> names) {}
}

package dev.floe.config.internal.shape;

import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.SecretShapes;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;

/** Looks through a whole file, the parts that floe does not act on too, for secrets that are written down. */
public final class PlainTextSecrets {
    private PlainTextSecrets() {}

    /** Refuses each, before anything else could repeat it. */
    public static void scan(YamlMap root, Tier tier) {
        scan(root, KeyPath.ROOT, "", tier);
    }

    private static void scan(YamlNode node, String path, String key, Tier tier) {
        if (node instanceof YamlMap map) {
            map.entries().forEach(entry -> scan(entry.value(), KeyPath.of(path, entry.key()), entry.key(), tier));
        } else if (node instanceof YamlList list) {
            for (int i = 0; i < list.elements().size(); i++) {
                scan(list.elements().get(i), KeyPath.of(path, i), key, tier);
            }
        } else if (node instanceof YamlScalar scalar && isSecret(key, scalar)) {
            tier.refuseSecret(scalar.position(), path, SecretShapes.REFUSAL);
        }
    }

    private static boolean isSecret(String key, YamlScalar scalar) {
        return scalar.type() != YamlScalar.Type.NULL
                && scalar.type() != YamlScalar.Type.BOOLEAN
                && SecretShapes.isSecret(key, scalar.text());
    }
}

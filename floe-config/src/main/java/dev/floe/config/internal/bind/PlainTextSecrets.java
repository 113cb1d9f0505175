package dev.floe.config.internal.bind;

import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;

/** Looks through a whole file, the parts that floe does not act on too, for secrets that are written down. */
final class PlainTextSecrets {
    private PlainTextSecrets() {}

    static void scan(YamlMap root, Tier tier) {
        scan(root, KeyPath.ROOT, "", tier);
    }

    private static void scan(YamlNode node, String path, String key, Tier tier) {
        if (node instanceof YamlMap map) {
            map.entries().forEach(entry -> scan(entry.value(), KeyPath.of(path, entry.key()), entry.key(), tier));
        } else if (node instanceof YamlList list) {
            for (int i = 0; i < list.elements().size(); i++) {
                scan(list.elements().get(i), KeyPath.of(path, i), key, tier);
            }
        } else if (node instanceof YamlScalar scalar && !tier.isSpoilt(path)) {
            Scalars.refusedAsSecret(tier, path, key, scalar);
        }
    }
}

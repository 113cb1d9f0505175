package dev.floe.config.internal.load;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the file of an environment over the base file: maps are merged key by key; lists, single values and references to secrets
 * are replaced as a whole; nothing behind a key takes the key away. Each value keeps the place it was written at.
 */
final class Overlay {
    private static final String SECRET_REF = "secret_ref";

    private final Path file;
    private final Tier tier;

    private Overlay(Path file, Tier tier) {
        this.file = file;
        this.tier = tier;
    }

    /** The base with the overlay over it; what cannot be taken away is a problem of the tier. */
    static YamlMap over(YamlMap base, YamlMap overlay, Path file, Tier tier) {
        return new Overlay(file, tier).merge(base, overlay, KeyPath.ROOT);
    }

    private YamlMap merge(YamlMap base, YamlMap overlay, String path) {
        Map<String, YamlMap.Entry> merged = new LinkedHashMap<>();
        base.entries().forEach(entry -> merged.put(entry.key(), entry));
        for (YamlMap.Entry entry : overlay.entries()) {
            YamlMap.@Nullable Entry below = merged.get(entry.key());
            String at = KeyPath.of(path, entry.key());
            if (isNothing(entry.value())) {
                if (below == null) {
                    tier.add(
                            entry.position().in(file),
                            at,
                            Codes.EMPTY_VALUE,
                            "nothing behind a key takes the key of " + tier.fileName()
                                    + " away, but it is not there; leave this out");
                }
                merged.remove(entry.key());
            } else if (below != null
                    && below.value() instanceof YamlMap lower
                    && entry.value() instanceof YamlMap upper
                    && !isReference(upper)
                    && !isReference(lower)) {
                merged.put(entry.key(), new YamlMap.Entry(entry.key(), below.position(), merge(lower, upper, at)));
            } else {
                merged.put(
                        entry.key(),
                        new YamlMap.Entry(entry.key(), entry.position().in(file), placed(entry.value())));
            }
        }
        return new YamlMap(base.position(), List.copyOf(merged.values()));
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL;
    }

    /** A reference to a secret, whose key belongs to its name. */
    private static boolean isReference(YamlMap map) {
        return map.entries().stream().anyMatch(entry -> entry.key().equals(SECRET_REF))
                && map.entries().stream()
                        .allMatch(entry ->
                                entry.key().equals(SECRET_REF) || entry.key().equals("key"));
    }

    /** The node with the overlay's file in each of its places. */
    private YamlNode placed(YamlNode node) {
        if (node instanceof YamlMap map) {
            return new YamlMap(
                    map.position().in(file),
                    map.entries().stream()
                            .map(entry -> new YamlMap.Entry(
                                    entry.key(), entry.position().in(file), placed(entry.value())))
                            .toList());
        }
        if (node instanceof YamlList list) {
            return new YamlList(
                    list.position().in(file),
                    list.elements().stream().map(this::placed).toList());
        }
        YamlScalar scalar = (YamlScalar) node;
        return new YamlScalar(scalar.position().in(file), scalar.text(), scalar.type(), scalar.variables());
    }
}

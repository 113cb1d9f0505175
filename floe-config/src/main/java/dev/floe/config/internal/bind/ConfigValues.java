package dev.floe.config.internal.bind;

import dev.floe.config.ConfigValue;
import dev.floe.config.SecretRef;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.Optional;

/** Values that are written down or kept as secrets: {@code text}, {@code {secret_ref: name, key: entry}}. */
final class ConfigValues {
    private static final String SHAPE = "{secret_ref: name}, with an optional key";

    private ConfigValues() {}

    /** A text or a reference. */
    static Optional<ConfigValue> value(MapReader keys, String key) {
        Optional<YamlNode> node = keys.node(key);
        if (node.isPresent() && node.get() instanceof YamlMap) {
            return keys.section(key).flatMap(ConfigValues::reference);
        }
        return keys.text(key).map(ConfigValue::of);
    }

    /** A reference; a value that is written down is refused and never repeated. */
    static Optional<SecretRef> secret(MapReader keys, String key) {
        Optional<YamlNode> node = keys.node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlMap) {
            return keys.section(key).flatMap(ConfigValues::reference);
        }
        boolean nothing = node.get() instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL;
        keys.tier()
                .add(
                        node.get().position(),
                        keys.path(key),
                        nothing ? Codes.EMPTY_VALUE : Codes.PLAIN_TEXT_SECRET,
                        nothing
                                ? "there is nothing behind this key; " + SHAPE + " is expected"
                                : "a secret may not be written into a configuration; keep it elsewhere and write "
                                        + SHAPE);
        return Optional.empty();
    }

    /** The name of a secret, written as a plain text. */
    static Optional<SecretRef> name(MapReader keys, String key) {
        return keys.discreetText(key, "the name of a secret")
                .flatMap(name -> reference(keys, key, name, Optional.empty()));
    }

    private static Optional<SecretRef> reference(MapReader section) {
        Optional<String> name = section.discreetText("secret_ref", "the name of a secret");
        Optional<String> entry = section.discreetText("key", "the name of an entry of the secret");
        section.finishDiscreetly("a reference to a secret has the keys secret_ref and key, and no other");
        section.required("secret_ref", "the name of the secret");
        return name.flatMap(n -> reference(section, "secret_ref", n, entry));
    }

    private static Optional<SecretRef> reference(MapReader keys, String key, String name, Optional<String> entry) {
        try {
            return Optional.of(new SecretRef(name, entry));
        } catch (IllegalArgumentException e) {
            keys.node(key)
                    .ifPresent(node -> keys.tier()
                            .add(node.position(), keys.path(key), Codes.INVALID_VALUE, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}

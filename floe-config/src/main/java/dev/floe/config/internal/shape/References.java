package dev.floe.config.internal.shape;

import dev.floe.config.ConfigValue;
import dev.floe.config.SecretRef;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are kept as secrets: {@code {secret_ref: name, key: entry}}. */
public final class References {
    private static final String NAME = "secret_ref";
    private static final String ENTRY = "key";
    private static final String FORM = "{secret_ref: name}, with an optional key";
    private static final String WORDS = "`{secret_ref: …}`";

    private References() {}

    /** A reference; a value that is written down is refused and never repeated. */
    public static Type<SecretRef> secret() {
        return new SecretType();
    }

    /** The name of a secret, written as a plain text. */
    public static Type<SecretRef> name() {
        return new NameType();
    }

    /** A value that may be written down, or a reference. */
    public static Type<ConfigValue> or(Type<String> literal) {
        return new ValueType(literal);
    }

    private static Optional<SecretRef> read(At at) {
        Optional<YamlMap> map = at.map();
        Optional<String> name = Optional.empty();
        Optional<String> entry = Optional.empty();
        boolean named = false;
        for (YamlMap.Entry each : map.map(YamlMap::entries).orElse(List.of())) {
            At value = at.entry(each);
            if (each.key().equals(NAME)) {
                named = true;
                name = value.discreetText("the name of a secret");
            } else if (each.key().equals(ENTRY)) {
                entry = value.discreetText("the name of an entry of the secret");
            } else {
                // not named, for it may be a secret in the wrong place
                at.tier()
                        .add(
                                each.position(),
                                at.path(),
                                Codes.UNKNOWN_KEY,
                                "a reference to a secret has the keys secret_ref and key, and no other");
            }
        }
        if (!named) {
            at.tier().missing(at.path(), NAME, "the name of the secret");
        }
        Optional<String> inner = entry;
        Optional<SecretRef> ref = name.flatMap(text -> ref(at, text, inner));
        if (ref.isEmpty()) {
            at.tier().spoil(at.path());
        }
        return ref;
    }

    private static Optional<SecretRef> ref(At at, String name, Optional<String> entry) {
        try {
            return Optional.of(new SecretRef(name, entry));
        } catch (IllegalArgumentException e) {
            at.tier().problem(KeyPath.of(at.path(), NAME), Codes.INVALID_VALUE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Object print(SecretRef ref) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(NAME, ref.name());
        ref.key().ifPresent(key -> map.put(ENTRY, key));
        return map;
    }

    private static final class SecretType extends Type<SecretRef> {
        @Override
        public Optional<SecretRef> read(At at) {
            if (at.node() instanceof YamlMap) {
                return References.read(at);
            }
            if (at.isNothing()) {
                return at.empty(FORM);
            }
            at.tier()
                    .refuseSecret(
                            at.node().position(),
                            at.path(),
                            "a secret may not be written into a configuration; keep it elsewhere and write " + FORM);
            return Optional.empty();
        }

        @Override
        public Object print(boolean all, String key, SecretRef value) {
            return References.print(value);
        }

        @Override
        public Map<String, Object> schema(Schemas schemas) {
            return schemas.secretRef();
        }

        @Override
        public String words() {
            return WORDS + ", never a text";
        }
    }

    private static final class NameType extends Type<SecretRef> {
        @Override
        public Optional<SecretRef> read(At at) {
            return at.discreetText("the name of a secret").flatMap(name -> {
                try {
                    return Optional.of(SecretRef.of(name));
                } catch (IllegalArgumentException e) {
                    return at.invalid(String.valueOf(e.getMessage()));
                }
            });
        }

        @Override
        public Object print(boolean all, String key, SecretRef value) {
            // a key beside the name has no place in this form, and so the reader refuses it
            return value.key().isEmpty() ? value.name() : References.print(value);
        }

        @Override
        public Map<String, Object> schema(Schemas schemas) {
            return schemas.secretName();
        }

        @Override
        public String words() {
            return "name of a secret";
        }
    }

    private static final class ValueType extends Type<ConfigValue> {
        private final Type<String> literal;

        ValueType(Type<String> literal) {
            this.literal = literal;
        }

        @Override
        public Optional<ConfigValue> read(At at) {
            return at.node() instanceof YamlMap
                    ? References.read(at).map(ref -> ref)
                    : literal.read(at).map(ConfigValue::of);
        }

        @Override
        public Object print(boolean all, String key, ConfigValue value) {
            return value instanceof ConfigValue.Literal text
                    ? literal.print(all, key, text.value())
                    : References.print((SecretRef) value);
        }

        @Override
        public Map<String, Object> schema(Schemas schemas) {
            return Schemas.anyOf(literal.schema(schemas), schemas.secretRef());
        }

        @Override
        public String words() {
            return literal.words() + ", or " + WORDS;
        }
    }
}

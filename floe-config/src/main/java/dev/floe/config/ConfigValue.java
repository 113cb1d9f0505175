package dev.floe.config;

import static java.util.Objects.requireNonNull;

/** A value that is either written down or kept elsewhere: in YAML a text, or {@code {secret_ref: name}}. Immutable. */
public sealed interface ConfigValue permits ConfigValue.Literal, SecretRef {

    /** The value as it is written down. */
    static ConfigValue of(String value) {
        return new Literal(value);
    }

    /** A reference to a secret that holds the value. */
    static SecretRef secret(String name) {
        return SecretRef.of(name);
    }

    /**
     * A value written down; not a secret.
     *
     * @param value the value
     */
    record Literal(String value) implements ConfigValue {
        /** Checks that the value is not null. */
        public Literal {
            requireNonNull(value, "value");
        }
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which a secret is kept; never the secret itself. Immutable.
 *
 * @param name letters, digits, {@code -} and {@code _}, beginning with a letter or a digit, at most 253 characters
 * @param key the entry of a secret that holds several; without it the secret's one value
 */
public record SecretRef(String name, Optional<String> key) implements ConfigValue {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,252}");
    private static final Pattern KEY = Pattern.compile("(?!\\.\\.)[a-zA-Z0-9_.-]{1,253}");

    /**
     * Checks both names.
     *
     * @throws IllegalArgumentException if one is malformed; the message does not repeat it, since a secret put there by
     *     mistake is malformed too
     */
    public SecretRef {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a secret_ref is a name of letters, digits, '-' and '_' that begins with a "
                            + "letter or a digit, at most 253 characters");
        }
        if (key.isPresent() && (!KEY.matcher(key.get()).matches() || key.get().equals("."))) {
            throw new IllegalArgumentException(
                    "a secret's key is made of letters, digits, '-', '_' and '.', at most 253 characters");
        }
    }

    /** A secret with one value. */
    public static SecretRef of(String name) {
        return new SecretRef(name, Optional.empty());
    }

    /** One entry of a secret that holds several. */
    public static SecretRef of(String name, String key) {
        return new SecretRef(name, Optional.of(key));
    }

    /** {@code name} or {@code name/key}. */
    @Override
    public String toString() {
        return key.map(k -> name + "/" + k).orElse(name);
    }
}

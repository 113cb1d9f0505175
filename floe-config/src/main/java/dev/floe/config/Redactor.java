package dev.floe.config;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes known secrets out of texts: their values, also in URL-encoded form and inside base64, become {@value #MASK}.
 *
 * <p>Knows every value that its secrets have given out, also after they were rotated. Values shorter than {@value #MIN_LENGTH}
 * characters are left alone, for they cannot be told apart from ordinary text. Thread-safe; never throws.
 */
public final class Redactor {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** The length from which on a value is looked for. */
    public static final int MIN_LENGTH = 4;

    private final List<Secret> secrets;

    private Redactor(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /** A redactor that knows these secrets. */
    public static Redactor of(Collection<Secret> secrets) {
        return new Redactor(List.copyOf(secrets));
    }

    /** A redactor that knows no secret. */
    public static Redactor none() {
        return new Redactor(List.of());
    }

    /** The text with every known secret masked; an empty text for null. */
    public String redact(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String redacted = text;
        for (Secret secret : secrets) {
            for (String value : secret.revealed()) {
                if (value.length() >= MIN_LENGTH) {
                    redacted = redacted.replace(value, MASK);
                }
            }
        }
        return redacted;
    }
}

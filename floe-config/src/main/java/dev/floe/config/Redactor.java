package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.redact.Masks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes known secrets out of texts: their values, in plain, URL-encoded, JSON- or SQL-quoted form and inside base64, become {@value
 * #MASK}.
 *
 * <p>Knows every value that its secrets have given out, the last few also after they were rotated. Values shorter than {@value
 * #MIN_LENGTH} characters are left alone, for they cannot be told apart from ordinary text. Thread-safe; never throws.
 */
public final class Redactor {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** The length from which on a value is looked for. */
    public static final int MIN_LENGTH = 4;

    private final List<Secret> secrets;
    private volatile Known known = new Known(List.of(), Masks.of(List.of()));

    private Redactor(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /** A redactor that knows these secrets; each is read once, so that its value is known from the start. */
    public static Redactor of(Collection<Secret> secrets) {
        for (Secret secret : secrets) {
            try {
                secret.reveal();
            } catch (RuntimeException unreadable) {
                // It has no value to mask; whoever uses it gets the exception.
            }
        }
        return new Redactor(List.copyOf(secrets));
    }

    /** A redactor that knows no secret. */
    public static Redactor none() {
        return new Redactor(List.of());
    }

    /** The text with every known secret masked; an empty text for null. */
    public String redact(@Nullable String text) {
        return text == null ? "" : masks().apply(text);
    }

    /**
     * An exception that may be passed on: the same one if no message of it, its causes and its suppressed ones holds a secret,
     * otherwise a copy that has the messages redacted, the names of the types in front of them, and the same stack traces.
     */
    public Throwable redact(Throwable throwable) {
        return RedactedException.of(requireNonNull(throwable, "throwable"), this);
    }

    private Masks masks() {
        List<String> values = new ArrayList<>();
        for (Secret secret : secrets) {
            secret.revealed().stream()
                    .filter(value -> value.length() >= MIN_LENGTH)
                    .forEach(values::add);
        }
        Known current = known;
        if (!current.values().equals(values)) {
            current = new Known(List.copyOf(values), Masks.of(values));
            known = current;
        }
        return current.masks();
    }

    /** Says how many secrets it knows, never which. */
    @Override
    public String toString() {
        return "Redactor[" + secrets.size() + "]";
    }

    /** Values, and the masks made from them. */
    private static final class Known {
        private final List<String> values;
        private final Masks masks;

        Known(List<String> values, Masks masks) {
            this.values = values;
            this.masks = masks;
        }

        List<String> values() {
            return values;
        }

        Masks masks() {
            return masks;
        }
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A handle on a secret: it knows where the value is kept and reads it there each time, so that a rotated secret is seen.
 *
 * <p>Never prints its value, is not serialisable, and compares values in constant time. Thread-safe if its supplier is.
 */
public final class Secret {
    private static final int REMEMBERED = 8;

    private final String name;

    // Transient, so that what writes objects field by field leaves them out.
    private final transient Supplier<String> source;
    private final transient List<String> revealed = new ArrayList<>(1);

    private Secret(String name, Supplier<String> source) {
        this.name = requireNonNull(name, "name");
        this.source = requireNonNull(source, "source");
    }

    /**
     * A secret that is read from a supplier.
     *
     * @param name what to call it in messages; not secret
     * @param source gives the value, never null; called at every {@link #reveal()}
     */
    public static Secret of(String name, Supplier<String> source) {
        return new Secret(name, source);
    }

    /** What it is called in messages. */
    public String name() {
        return name;
    }

    /**
     * The value, read from its source now. The caller does not keep it, log it or put it into a message.
     *
     * @throws ConfigException if the source does not hold it any more
     */
    public String reveal() {
        String value = requireNonNull(source.get(), name);
        synchronized (revealed) {
            if (!revealed.contains(value)) {
                if (revealed.size() == REMEMBERED) {
                    revealed.remove(0);
                }
                revealed.add(value);
            }
        }
        return value;
    }

    /** The values that were given out, the latest few: what {@link Redactor} has to look for. */
    List<String> revealed() {
        synchronized (revealed) {
            return List.copyOf(revealed);
        }
    }

    /**
     * Whether the other is a secret of the same name that holds the same value now; compared in constant time. Two secrets of which
     * one cannot be read are not equal.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Secret secret && name.equals(secret.name) && holdsTheSame(secret);
    }

    private boolean holdsTheSame(Secret other) {
        try {
            return MessageDigest.isEqual(
                    reveal().getBytes(StandardCharsets.UTF_8), other.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (ConfigException unreadable) {
            return false;
        }
    }

    /** From the name alone. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@code Secret[name]}: never the value. */
    @Override
    public String toString() {
        return "Secret[" + name + "]";
    }
}

package dev.floe.config;

import java.util.Optional;

/**
 * A place that secrets are kept in. Implementations are thread-safe and read the place at every call, so that a rotated secret is
 * seen.
 */
public interface SecretSource {
    /**
     * The value of a secret, or empty if this place does not have it.
     *
     * @throws ConfigException if the place has it but it cannot be read; the message names the place
     */
    Optional<String> find(SecretRef ref);

    /** Where this source looks for a secret, for the message that it was not found: {@code environment variable X}. */
    String describe(SecretRef ref);

    /** The environment variable that this source reads a secret from, if it reads one; models may not see it. */
    default Optional<String> environmentName(SecretRef ref) {
        return Optional.empty();
    }
}

package dev.floe.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets in environment variables: the name in upper case with {@code _} for {@code -}, then {@code _KEY} if a key is named. An
 * empty variable counts as absent.
 */
public final class EnvironmentSecretSource implements SecretSource {
    private final Map<String, String> environment;

    /** Reads from these variables; the map is copied. */
    public EnvironmentSecretSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        return Optional.ofNullable(environment.get(variable(ref))).filter(value -> !value.isEmpty());
    }

    @Override
    public String describe(SecretRef ref) {
        return "environment variable " + variable(ref);
    }

    @Override
    public Optional<String> environmentName(SecretRef ref) {
        return Optional.of(variable(ref));
    }

    private static String variable(SecretRef ref) {
        String name = ref.key().map(key -> ref.name() + "_" + key).orElse(ref.name());
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Names the kind of source, never a value. */
    @Override
    public String toString() {
        return "environment";
    }
}

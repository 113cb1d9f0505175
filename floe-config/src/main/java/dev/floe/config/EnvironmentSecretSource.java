package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.SecretTexts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Secrets in environment variables: a prefix, if there is one, then the name in upper case with {@code _} for {@code -}, then {@code
 * _KEY} if a key is named.
 *
 * <p>An empty variable counts as absent; one line end at the end of a value is not part of it. Without a prefix, the variables that
 * every shell sets, such as {@code PATH} and {@code HOME}, are never read: they are no secrets. Immutable and thread-safe.
 */
public final class EnvironmentSecretSource implements SecretSource {
    /** The variable that names the prefix, {@code FLOE_SECRET_} for example, where the program gives none. */
    public static final String PREFIX_VARIABLE = "FLOE_SECRET_PREFIX";

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,99})?");

    private static final Set<String> NO_SECRETS = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "PWD",
            "OLDPWD",
            "HOSTNAME",
            "LANG",
            "TERM",
            "TMPDIR",
            "JAVA_HOME",
            "CLASSPATH");

    private final Map<String, String> environment;
    private final String prefix;

    /**
     * Reads from these variables, with the prefix that {@value #PREFIX_VARIABLE} among them names, if it does; the map is copied.
     *
     * @throws IllegalArgumentException if that cannot be the beginning of a variable's name
     */
    public EnvironmentSecretSource(Map<String, String> environment) {
        this(environment, environment.getOrDefault(PREFIX_VARIABLE, ""));
    }

    /**
     * Reads from these variables; the map is copied.
     *
     * @param prefix what the name of every variable begins with, as it is written; may be empty
     * @throws IllegalArgumentException if the prefix cannot be the beginning of a variable's name
     */
    public EnvironmentSecretSource(Map<String, String> environment, String prefix) {
        this.environment = Map.copyOf(environment);
        this.prefix = requireNonNull(prefix, "prefix");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "the prefix of variables that hold secrets is made of letters, digits and '_'"
                            + " and does not begin with a digit, such as FLOE_SECRET_");
        }
    }

    String prefix() {
        return prefix;
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        return environmentName(ref)
                .map(environment::get)
                .map(SecretTexts::secretOf)
                .filter(value -> !value.isEmpty());
    }

    @Override
    public String describe(SecretRef ref) {
        return "environment variable " + variable(ref)
                + (environmentName(ref).isPresent() ? "" : " (which is the system's own and never read as a secret)");
    }

    @Override
    public Optional<String> environmentName(SecretRef ref) {
        return Optional.of(variable(ref)).filter(name -> !NO_SECRETS.contains(name));
    }

    private String variable(SecretRef ref) {
        String name = ref.key().map(key -> ref.name() + "_" + key).orElse(ref.name());
        return prefix + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Names the kind of source, never a value. */
    @Override
    public String toString() {
        return prefix.isEmpty() ? "environment" : "environment, " + prefix + "*";
    }
}

package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.EnvironmentSecretSource;
import dev.floe.config.SecretRef;
import dev.floe.profiles.ProfilesException;
import java.util.Set;
import java.util.TreeSet;

/** Names the environment variables of one profile, and remembers which ones dbt has to find. Not thread-safe. */
public final class EnvironmentNames {
    /** What dbt wants the name of a variable to begin with, so that it keeps the value out of its logs. */
    public static final String DBT_SECRET = "DBT_ENV_SECRET_";

    private final EnvironmentSecretSource secrets;
    private final boolean dbtSecrets;
    private final Set<String> required = new TreeSet<>();

    /**
     * @param secrets names the variables; no value is read
     * @param dbtSecrets whether names of variables that hold secrets begin with {@value #DBT_SECRET}
     */
    public EnvironmentNames(EnvironmentSecretSource secrets, boolean dbtSecrets) {
        this.secrets = secrets;
        this.dbtSecrets = dbtSecrets;
    }

    /** The variables that have to be set where dbt runs, in the order of the alphabet. */
    public Set<String> required() {
        return required;
    }

    /** A template for a variable that has to be there. */
    String variable(String name) {
        required.add(name);
        return JinjaText.variable(name);
    }

    /** A template for a secret that the program names itself. */
    String secretVariable(String name) {
        return variable(dbtSecrets ? DBT_SECRET + name : name);
    }

    /** A template for a secret. */
    String secret(SecretRef ref) {
        return secretVariable(name(ref));
    }

    /** The name of the variable of a value that is kept like a secret, but is none: an address. */
    String address(SecretRef ref) {
        String name = name(ref);
        required.add(name);
        return name;
    }

    /** The client id or access key id: a text that may be overridden by a variable, or a secret. */
    String id(CredentialsConfig credentials, String keyOfPair, String override) {
        if (credentials.secretRef().isPresent()) {
            return secret(SecretRef.of(credentials.secretRef().get().name(), keyOfPair));
        }
        ConfigValue id = credentials.clientId().orElseThrow();
        return id instanceof ConfigValue.Literal literal
                ? JinjaText.variable(override, literal.value())
                : secret((SecretRef) id);
    }

    /** The client secret or secret access key. */
    String secretOf(CredentialsConfig credentials, String keyOfPair) {
        return credentials
                .secretRef()
                .map(both -> secret(SecretRef.of(both.name(), keyOfPair)))
                .orElseGet(() -> secret(credentials.clientSecret().orElseThrow()));
    }

    /** Whether there is an id and a secret. */
    static boolean canLogIn(CredentialsConfig credentials) {
        return credentials.secretRef().isPresent()
                || (credentials.clientSecret().isPresent()
                        && credentials.clientId().isPresent());
    }

    private String name(SecretRef ref) {
        return secrets.environmentName(ref)
                .orElseThrow(() -> new ProfilesException(
                        ErrorCode.PROFILE_UNSUPPORTED,
                        "dbt reads secrets from environment variables, and the secret '" + ref + "' is in none: "
                                + secrets.describe(ref),
                        null));
    }
}

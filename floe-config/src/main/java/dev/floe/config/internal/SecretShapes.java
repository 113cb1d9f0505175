package dev.floe.config.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells, by its key or by its own look, that a value which is written down is a secret. */
public final class SecretShapes {
    /** What to say about one. */
    public static final String REFUSAL =
            "a secret may not be written into a configuration; keep it elsewhere and refer to it with secret_ref";

    private static final List<String> KEYS = List.of(
            "password",
            "passwd",
            "passphrase",
            "client_secret",
            "secret_key",
            "secret_access_key",
            "access_key_secret",
            "session_token",
            "access_token",
            "refresh_token",
            "auth_token",
            "bearer_token",
            "api_token",
            "api_key",
            "apikey",
            "private_key",
            "account_key",
            "sas_token",
            "connection_string");

    private static final List<String> WHOLE_KEYS = List.of("token", "secret", "credential");

    private static final List<Pattern> VALUES = List.of(
            Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36,}"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            Pattern.compile("://[^/?#\\s@]*:[^/?#\\s@]+@"));

    private SecretShapes() {}

    /** Whether a value is a secret; a template that reads one from elsewhere is not. */
    public static boolean isSecret(String key, String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty() || trimmed.startsWith("{{") || trimmed.startsWith("${")) {
            return false;
        }
        return isSecretKey(key)
                || VALUES.stream().anyMatch(shape -> shape.matcher(value).find());
    }

    private static boolean isSecretKey(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replace('-', '_');
        String last = plain.substring(plain.lastIndexOf('.') + 1);
        return WHOLE_KEYS.contains(last)
                || KEYS.stream().anyMatch(name -> last.equals(name) || last.endsWith("_" + name));
    }
}

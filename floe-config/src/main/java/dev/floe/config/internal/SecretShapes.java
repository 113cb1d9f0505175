package dev.floe.config.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells, by its key or by its own look, that a value which is written down is a secret.
 *
 * <p>A key tells by its last words, however they are joined: {@code db_password}, {@code s3.session-token}, {@code apiKey}. A value
 * tells by the shapes that well-known issuers give their tokens, by a password inside an address, or by looking random.
 */
public final class SecretShapes {
    /** What to say about one. */
    public static final String REFUSAL =
            "a secret may not be written into a configuration; keep it elsewhere and refer to it with secret_ref";

    private static final Set<String> LAST_WORDS = Set.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "pass",
            "token",
            "credential",
            "authorization",
            "apikey",
            "secretkey",
            "privatekey",
            "clientsecret",
            "accesstoken",
            "authtoken");

    private static final Set<String> BEFORE_KEY = Set.of("api", "secret", "private", "account", "signing", "master");

    private static final Set<String> BEFORE_SECRET =
            Set.of("client", "shared", "app", "api", "jwt", "consumer", "webhook", "signing", "key");

    /** What dbt's secret variables begin with. */
    private static final String HIDDEN_BY_DBT = "DBT_ENV_SECRET_";

    /** Keys whose values look random without being secret. */
    private static final Set<String> RANDOM_BY_NATURE =
            Set.of("id", "ids", "hash", "sha256", "digest", "checksum", "fingerprint", "etag", "arn", "cert", "ca");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z0-9]+");

    private static final String NAMES_IN_ADDRESSES =
            "(?i:password|passwd|pwd|token|access_?token|auth_?token|api_?key|secret|client_?secret|sig|signature|"
                    + "x-amz-signature|x-amz-security-token|account_?key|shared_?access_?key)";

    /** Every repetition is bounded, or ends at a sign that the next match has to begin with: hostile values take no longer. */
    private static final List<Pattern> VALUES = List.of(
            Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{22}"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}"),
            Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10}"),
            Pattern.compile("\\b[rs]k_(live|test)_[A-Za-z0-9]{16}"),
            Pattern.compile("\\bdapi[0-9a-f]{32}\\b"),
            Pattern.compile("\\bhvs\\.[A-Za-z0-9_-]{20}"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,400}\\.[A-Za-z0-9_-]{8}"),
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY"),
            Pattern.compile("://[^/?#\\s@:]*+:(?!\\$\\{|\\{\\{)[^/?#\\s]+@"),
            Pattern.compile("://[A-Za-z0-9_-]{20,200}@"),
            Pattern.compile("(?:[?&;]|^)" + NAMES_IN_ADDRESSES + "=(?!\\$\\{|\\{\\{)[^&;\\s]"),
            Pattern.compile("^(?i:bearer|basic) (?!\\$\\{|\\{\\{)\\S{8}\\S*$"));

    private static final Pattern READ_ELSEWHERE =
            Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}|\\{\\{[^{}]*}}", Pattern.DOTALL);

    private static final Pattern PUBLIC_PEM = Pattern.compile("-----BEGIN [A-Z0-9 ]*(CERTIFICATE|PUBLIC KEY)");

    private SecretShapes() {}

    /** Whether a value is a secret; a template that reads one from elsewhere is not. */
    public static boolean isSecret(String key, String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty() || READ_ELSEWHERE.matcher(trimmed).matches()) {
            return false;
        }
        return isSecretKey(key) || looksSecret(key, value);
    }

    /** Whether a value is a secret by its own look. */
    public static boolean looksSecret(String key, String value) {
        if (VALUES.stream().anyMatch(shape -> shape.matcher(value).find())) {
            return true;
        }
        List<String> words = words(key);
        boolean randomByNature = (!words.isEmpty() && RANDOM_BY_NATURE.contains(words.get(words.size() - 1)))
                || PUBLIC_PEM.matcher(value).find()
                || value.startsWith("arn:");
        return !randomByNature && RandomTexts.holdsRandom(value);
    }

    /** Whether a key is one that a secret stands behind. */
    public static boolean isSecretKey(String key) {
        if (key.regionMatches(true, 0, HIDDEN_BY_DBT, 0, HIDDEN_BY_DBT.length())) {
            return true;
        }
        List<String> words = words(key);
        if (words.isEmpty()) {
            return false;
        }
        int last = words.size() - 1;
        String before = last > 0 ? words.get(last - 1) : "";
        return switch (words.get(last)) {
            case "secret" -> last == 0 || BEFORE_SECRET.contains(before);
            case "key" ->
                BEFORE_KEY.contains(before)
                        || (before.equals("access")
                                && last > 1
                                && words.get(last - 2).equals("secret"));
            case "string" -> before.equals("connection");
            default -> LAST_WORDS.contains(words.get(last));
        };
    }

    private static List<String> words(String key) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(key);
        while (matcher.find() && words.size() < 100) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}

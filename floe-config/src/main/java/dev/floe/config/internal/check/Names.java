package dev.floe.config.internal.check;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.SecretShapes;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules for names, and for the texts that several sections have. */
final class Names {
    private static final Pattern LOGICAL = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,99}");
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MAX_LENGTH = 255;

    private Names() {}

    /** A name that refers to a part of the platform. */
    static void logical(Tier tier, String path, String name) {
        if (!LOGICAL.matcher(name).matches()) {
            tier.problem(path, Codes.INVALID_VALUE, noName(name));
        }
    }

    /** A name that a part of the platform is given by its key. */
    static void key(Tier tier, String path, String name) {
        if (!LOGICAL.matcher(name).matches()) {
            tier.keyProblem(path, Codes.INVALID_VALUE, noName(name));
        }
    }

    private static String noName(String name) {
        return "'" + Texts.shown(name)
                + "' is not a name; a letter, then letters, digits, '-' and '_', at most 100 in all";
    }

    /** Levels separated by dots. */
    static void namespace(Tier tier, String path, String namespace) {
        if (namespace.length() > MAX_LENGTH || !LEVEL.matcher(namespace).matches()) {
            tier.problem(
                    path,
                    Codes.INVALID_VALUE,
                    "'" + Texts.shown(namespace)
                            + "' is not a namespace; levels of letters, digits, '-' and '_', separated by single dots, at"
                            + " most 255 characters");
        }
    }

    /** A text of one line that is there. */
    static void line(Tier tier, String path, String text, int maxLength) {
        if (text.isBlank() || text.length() > maxLength || text.chars().anyMatch(Character::isISOControl)) {
            tier.problem(
                    path, Codes.INVALID_VALUE, "a text of 1 to " + maxLength + " characters on one line is expected");
        }
    }

    /** A name of something that is defined elsewhere. */
    static void reference(Tier tier, String path, String kind, String name, Collection<String> available) {
        if (!available.contains(name)) {
            tier.problem(path, Codes.UNKNOWN_REFERENCE, unknown(kind, name, available));
        }
    }

    static String unknown(String kind, String name, Collection<String> available) {
        return "there is no " + kind + " '" + Texts.shown(name) + "'" + Texts.didYouMean(name, available)
                + "; available: " + Texts.list(available);
    }

    /** Free texts under free names, none of which is a secret. */
    static void properties(Tier tier, String path, Map<String, String> properties) {
        properties.forEach((key, value) -> {
            if (SecretShapes.isSecret(key, value)) {
                tier.problem(KeyPath.of(path, key), Codes.PLAIN_TEXT_SECRET, SecretShapes.REFUSAL);
            }
        });
    }
}

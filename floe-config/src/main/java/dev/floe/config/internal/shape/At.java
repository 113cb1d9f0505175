package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of a tier that is being read.
 *
 * @param tier where problems go
 * @param path the value's key path
 * @param key the last key of it: what the value is called
 * @param node the value
 */
public record At(Tier tier, String path, String key, YamlNode node) {
    private static final String QUOTE_IT = "; put it in quotes if text is meant";
    private static final String TEXT = "a text";
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The root of a file. */
    public static At root(Tier tier, YamlMap root) {
        tier.place(KeyPath.ROOT, root.position(), root.position());
        return new At(tier, KeyPath.ROOT, "", root);
    }

    /** An entry of the map that this value is. */
    At entry(YamlMap.Entry entry) {
        At at = new At(tier, KeyPath.of(path, entry.key()), entry.key(), entry.value());
        tier.place(at.path, entry.position(), entry.value().position());
        return at;
    }

    /** An element of the list that this value is. */
    At element(int index, YamlNode element) {
        At at = new At(tier, KeyPath.of(path, index), key, element);
        tier.place(at.path, element.position(), element.position());
        return at;
    }

    /** Whether this is a secret that is written down, about which nothing more is said. */
    boolean isRefused() {
        return tier.isRefused(path);
    }

    boolean isNothing() {
        return node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL;
    }

    boolean isBlankText() {
        return node instanceof YamlScalar scalar
                && scalar.type() == YamlScalar.Type.TEXT
                && scalar.text().isBlank();
    }

    /** A map; nothing at all is the same as an empty one. */
    Optional<YamlMap> map() {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        return isNothing() ? Optional.of(new YamlMap(node.position(), List.of())) : wrongType("a map of keys");
    }

    /** A single value that is there. */
    Optional<YamlScalar> scalar(String expected) {
        if (!(node instanceof YamlScalar scalar)) {
            return wrongType(expected);
        }
        if (isRefused()) {
            return Optional.empty();
        }
        return isNothing() ? empty(expected) : Optional.of(scalar);
    }

    /** A text with something in it. */
    Optional<String> text() {
        return scalar(TEXT).flatMap(scalar -> {
            if (scalar.type() != YamlScalar.Type.TEXT) {
                return wrongType(TEXT);
            }
            if (scalar.text().isBlank()) {
                tier.add(node.position(), path, Codes.EMPTY_VALUE, nothing(TEXT));
                return Optional.empty();
            }
            return Optional.of(scalar.text());
        });
    }

    /** A text whose value never appears in a message. */
    Optional<String> discreetText(String what) {
        return scalar(what).flatMap(scalar -> {
            if (scalar.type() == YamlScalar.Type.TEXT && !scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            tier.add(node.position(), path, Codes.WRONG_TYPE, what + " is expected; put it in quotes");
            return Optional.empty();
        });
    }

    <T> Optional<T> wrongType(String expected) {
        if (isRefused()) {
            return Optional.empty();
        }
        if (node instanceof YamlScalar scalar && scalar.trap().isPresent()) {
            tier.add(
                    node.position(),
                    path,
                    Codes.AMBIGUOUS_VALUE,
                    scalar.trap().get() + ", but " + expected + " is expected" + QUOTE_IT);
        } else {
            boolean quotable = expected.equals(TEXT) && node instanceof YamlScalar;
            tier.add(
                    node.position(),
                    path,
                    Codes.WRONG_TYPE,
                    expected + " is expected, but this is " + node.kind() + (quotable ? QUOTE_IT : "")
                            + (isQuotedInVain(expected) ? "; leave the quotes away" : ""));
        }
        return Optional.empty();
    }

    private boolean isQuotedInVain(String expected) {
        return node instanceof YamlScalar scalar
                && scalar.type() == YamlScalar.Type.TEXT
                && (expected.equals("true or false") ? TRUTH : NUMBER)
                        .matcher(scalar.text())
                        .matches()
                && !expected.equals(TEXT);
    }

    <T> Optional<T> empty(String expected) {
        tier.addAtKey(path, Codes.EMPTY_VALUE, nothing(expected));
        return Optional.empty();
    }

    <T> Optional<T> invalid(String message) {
        tier.add(node.position(), path, Codes.INVALID_VALUE, message);
        return Optional.empty();
    }

    private static String nothing(String expected) {
        return "there is nothing behind this key; " + expected + " is expected";
    }
}

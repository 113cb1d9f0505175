package dev.floe.config.internal.bind;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.SecretShapes;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Free values: whatever the file has, as plain Java. */
final class Scalars {
    private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);

    private Scalars() {}

    /** A value of any kind; empty if it is nothing, or a trap that has been reported. */
    static Optional<Object> value(Tier tier, String path, String key, YamlNode node) {
        tier.place(path, node.position(), node.position());
        if (node instanceof YamlMap map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries()
                    .forEach(entry -> value(tier, KeyPath.of(path, entry.key()), entry.key(), entry.value())
                            .ifPresent(value -> values.put(entry.key(), value)));
            return Optional.of(values);
        }
        if (node instanceof YamlList list) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < list.elements().size(); i++) {
                value(tier, KeyPath.of(path, i), key, list.elements().get(i)).ifPresent(values::add);
            }
            return Optional.of(values);
        }
        YamlScalar scalar = (YamlScalar) node;
        if (refusedAsSecret(tier, path, key, scalar)) {
            return Optional.empty();
        }
        if (scalar.trap().isPresent()) {
            tier.add(
                    scalar.position(),
                    path,
                    Codes.AMBIGUOUS_VALUE,
                    scalar.trap().get() + "; put it in quotes if text is meant, or write it plainly");
            return Optional.empty();
        }
        return switch (scalar.type()) {
            case TEXT -> Optional.of(scalar.text());
            case INTEGER -> Optional.of(whole(scalar.text()));
            case FLOAT -> Optional.of(fraction(scalar.text()));
            case BOOLEAN -> Optional.of(scalar.text().equalsIgnoreCase("true"));
            case NULL -> Optional.empty();
        };
    }

    /** Whether a scalar is a secret that is written down; reported before anything else could repeat it. */
    static boolean refusedAsSecret(Tier tier, String path, String key, YamlScalar scalar) {
        boolean secret = scalar.type() != YamlScalar.Type.NULL
                && scalar.type() != YamlScalar.Type.BOOLEAN
                && SecretShapes.isSecret(key, scalar.text());
        if (secret) {
            tier.add(scalar.position(), path, Codes.PLAIN_TEXT_SECRET, SecretShapes.REFUSAL);
        }
        return secret;
    }

    static Optional<Integer> integer(Tier tier, String path, YamlScalar scalar) {
        if (scalar.type() != YamlScalar.Type.INTEGER) {
            tier.add(
                    scalar.position(),
                    path,
                    Codes.WRONG_TYPE,
                    "a whole number is expected, but this is " + scalar.kind());
            return Optional.empty();
        }
        if (scalar.trap().isPresent()) {
            tier.add(
                    scalar.position(),
                    path,
                    Codes.AMBIGUOUS_VALUE,
                    scalar.trap().get() + "; write a plain decimal number");
            return Optional.empty();
        }
        if (whole(scalar.text()) instanceof Integer value) {
            return Optional.of(value);
        }
        tier.add(scalar.position(), path, Codes.INVALID_VALUE, "this number is out of range");
        return Optional.empty();
    }

    private static Object whole(String text) {
        BigInteger value = new BigInteger(text);
        if (value.compareTo(MIN_INT) >= 0 && value.compareTo(MAX_INT) <= 0) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Double fraction(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.endsWith(".nan")) {
            return Double.NaN;
        }
        if (plain.endsWith(".inf")) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.valueOf(text);
    }
}

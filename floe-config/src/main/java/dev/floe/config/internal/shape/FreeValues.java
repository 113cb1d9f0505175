package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Free values: whatever the file has, as plain Java. */
final class FreeValues {
    private static final BigInteger MIN_INT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);

    private FreeValues() {}

    /** A value of any kind; empty if it is nothing, or a trap that has been reported. */
    static Optional<Object> value(At at) {
        if (at.node() instanceof YamlMap map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries().forEach(entry -> value(at.entry(entry)).ifPresent(value -> values.put(entry.key(), value)));
            return Optional.of(values);
        }
        if (at.node() instanceof YamlList list) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < list.elements().size(); i++) {
                value(at.element(i, list.elements().get(i))).ifPresent(values::add);
            }
            return Optional.of(values);
        }
        YamlScalar scalar = ((YamlScalar) at.node()).plain();
        if (at.isRefused()) {
            return Optional.empty();
        }
        if (scalar.trap().isPresent()) {
            at.tier()
                    .add(
                            scalar.position(),
                            at.path(),
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

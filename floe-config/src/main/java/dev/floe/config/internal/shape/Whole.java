package dev.floe.config.internal.shape;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole number within bounds. Immutable. */
public final class Whole extends Type<Integer> {
    private final int least;
    private final int most;
    private final String unit;

    private Whole(int least, int most, String unit) {
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    /**
     * A whole number.
     *
     * @param unit what is counted, {@code days}, or nothing
     */
    public static Whole of(int least, int most, String unit) {
        return new Whole(least, most, unit);
    }

    @Override
    public Optional<Integer> read(At at) {
        return at.scalar("a whole number").map(YamlScalar::plain).flatMap(scalar -> {
            if (scalar.type() != YamlScalar.Type.INTEGER) {
                at.tier()
                        .add(
                                scalar.position(),
                                at.path(),
                                Codes.WRONG_TYPE,
                                "a whole number is expected, but this is " + scalar.kind());
                return Optional.empty();
            }
            if (scalar.trap().isPresent()) {
                at.tier()
                        .add(
                                scalar.position(),
                                at.path(),
                                Codes.AMBIGUOUS_VALUE,
                                scalar.trap().get() + "; write a plain decimal number");
                return Optional.empty();
            }
            BigInteger value = new BigInteger(scalar.text());
            if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
                return at.invalid("a whole number " + range() + " is expected");
            }
            return Optional.of(value.intValue());
        });
    }

    private String range() {
        if (most == Integer.MAX_VALUE) {
            return "of at least " + least;
        }
        return "from " + least + " to " + most;
    }

    @Override
    public Object print(boolean all, String key, Integer value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schemas.orVariable(schema);
    }

    @Override
    public String words() {
        String numbers = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        return unit.isEmpty() ? numbers : numbers + " " + unit;
    }
}

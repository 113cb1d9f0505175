package dev.floe.config.internal.shape;

import dev.floe.config.internal.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A number within bounds. Immutable. */
public final class Decimal extends Type<Double> {
    private static final String EXPECTED = "a number";

    private final int least;
    private final int most;

    private Decimal(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** A number from one to another. */
    public static Decimal of(int least, int most) {
        return new Decimal(least, most);
    }

    @Override
    public Optional<Double> read(At at) {
        return at.scalar(EXPECTED).map(YamlScalar::plain).flatMap(scalar -> {
            boolean number = scalar.type() == YamlScalar.Type.INTEGER || scalar.type() == YamlScalar.Type.FLOAT;
            if (!number || scalar.trap().isPresent()) {
                return at.wrongType(EXPECTED);
            }
            Optional<Object> value = FreeValues.value(at);
            double found = ((Number) value.orElseThrow()).doubleValue();
            return found >= least && found <= most
                    ? Optional.of(found)
                    : at.invalid("a number " + words() + " is expected");
        });
    }

    @Override
    public Object print(boolean all, String key, Double value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "number");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schemas.orVariable(schema);
    }

    @Override
    public String words() {
        return "from " + least + " to " + most;
    }
}

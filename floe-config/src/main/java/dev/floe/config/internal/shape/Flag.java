package dev.floe.config.internal.shape;

import dev.floe.config.internal.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** True or false. Immutable. */
public final class Flag extends Type<Boolean> {
    private static final String EXPECTED = "true or false";
    private static final List<String> TRUE = List.of("true", "yes", "on");

    private Flag() {}

    /** True or false. */
    public static Flag of() {
        return new Flag();
    }

    @Override
    public Optional<Boolean> read(At at) {
        return at.scalar(EXPECTED)
                .map(YamlScalar::plain)
                .flatMap(scalar -> scalar.type() == YamlScalar.Type.BOOLEAN
                        ? Optional.of(TRUE.contains(scalar.text().toLowerCase(Locale.ROOT)))
                        : at.wrongType(EXPECTED));
    }

    @Override
    public Object print(boolean all, String key, Boolean value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "boolean");
        return schemas.orVariable(schema);
    }

    @Override
    public String words() {
        return EXPECTED;
    }
}

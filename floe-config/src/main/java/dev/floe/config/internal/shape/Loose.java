package dev.floe.config.internal.shape;

import dev.floe.config.internal.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text; numbers, true and false are taken as they are written. Immutable. */
public final class Loose extends Type<String> {
    private Loose() {}

    /** A text, a number, true or false. */
    public static Loose text() {
        return new Loose();
    }

    @Override
    public Optional<String> read(At at) {
        if (!(at.node() instanceof YamlScalar scalar)) {
            return at.wrongType("a text");
        }
        if (at.isNothing()) {
            return at.empty("a text");
        }
        if (at.isRefused()) {
            return Optional.empty();
        }
        return scalar.trap().isPresent() ? at.wrongType("a text") : Optional.of(scalar.text());
    }

    @Override
    public Object print(boolean all, String key, String value) {
        return value;
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of("string", "number", "boolean"));
        return schema;
    }

    @Override
    public String words() {
        return "text";
    }
}

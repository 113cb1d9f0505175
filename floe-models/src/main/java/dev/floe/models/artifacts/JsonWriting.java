package dev.floe.models.artifacts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes plain Java as JSON, entry by entry, so that a large document is never in memory as a whole. */
final class JsonWriting {
    private final JsonGenerator out;

    JsonWriting(JsonGenerator out) {
        this.out = out;
    }

    /** JSON that is ready. */
    record Ready(String json) {}

    /**
     * An object whose values are made while it is written.
     *
     * @param value the value of an entry
     */
    record Entries<T>(Iterable<T> items, Function<T, String> name, Function<T, Object> value) {
        void write(JsonWriting to) throws IOException {
            for (T item : items) {
                to.out.writeFieldName(name.apply(item));
                to.write(value.apply(item));
            }
        }
    }

    void write(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                write(item);
            }
            out.writeEndArray();
        } else if (value instanceof Entries<?> entries) {
            out.writeStartObject();
            entries.write(this);
            out.writeEndObject();
        } else if (value instanceof Ready ready) {
            out.writeRawValue(ready.json());
        } else {
            scalar(value);
        }
    }

    private void scalar(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else {
            out.writePOJO(value);
        }
    }
}

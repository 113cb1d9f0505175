package dev.floe.it.manifest;

import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.DateValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML 1.1 as dbt reads it, scalars like {@code yes} included. */
final class Yaml {
    private Yaml() {}

    static Map<String, @Nullable Object> read(Path file) throws IOException {
        return Json.map(parse(Files.readString(file, StandardCharsets.UTF_8)));
    }

    static @Nullable Object parse(String text) {
        return values(new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    /** Dates as Python's, the rest as it is. */
    private static @Nullable Object values(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, values(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(values(item)));
            return copy;
        }
        if (value instanceof Date date) {
            LocalDateTime moment = LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC);
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? new DateValue(moment.toLocalDate())
                    : DateTimeValue.naive(moment);
        }
        return value;
    }
}

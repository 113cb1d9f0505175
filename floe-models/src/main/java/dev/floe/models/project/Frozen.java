package dev.floe.models.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies of maps that keep their order and take null values; empty ones take no room. */
public final class Frozen {
    private Frozen() {}

    /** A copy of a map. */
    public static <K, V extends @Nullable Object> Map<K, V> copy(Map<K, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies of relations: for each part of a path, whether it is included or quoted. */
final class Policy {
    static final List<String> PARTS = List.of("database", "schema", "identifier");
    static final Map<String, Boolean> ALL = Map.of("database", true, "schema", true, "identifier", true);

    private static final Signature CHANGE = Signature.of("include(database=None, schema=None, identifier=None)");

    private Policy() {}

    /** A policy with what a call says. */
    static Map<String, Boolean> changed(Map<String, Boolean> old, Arguments arguments) {
        @Nullable Object[] bound = CHANGE.bind(arguments);
        Map<String, Boolean> policy = new LinkedHashMap<>(old);
        for (int i = 0; i < PARTS.size(); i++) {
            if (bound[i] != null) {
                policy.put(PARTS.get(i), Values.isTrue(bound[i]));
            }
        }
        return policy;
    }

    /** A policy with another value for one part. */
    static Map<String, Boolean> with(Map<String, Boolean> policy, String part, boolean value) {
        Map<String, Boolean> copy = new LinkedHashMap<>(policy);
        copy.put(part, value);
        return copy;
    }

    /** A policy with other values for some parts. */
    static Map<String, Boolean> merged(Map<String, Boolean> old, @Nullable Object over) {
        Map<String, Boolean> policy = new LinkedHashMap<>(old);
        if (over instanceof Map<?, ?> parts) {
            for (String part : PARTS) {
                Object value = parts.get(part);
                if (value != null) {
                    policy.put(part, Values.isTrue(value));
                }
            }
        }
        return policy;
    }
}

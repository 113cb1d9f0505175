package dev.floe.models.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of a model's contract, as far as reading goes. */
final class Constraints {
    private static final Pattern CALL = Pattern.compile("\\s*(ref|source)\\s*\\(.+\\)\\s*");

    private Constraints() {}

    /** The calls of {@code ref} and {@code source} by which foreign keys name their tables. */
    static List<String> tables(Draft draft) {
        List<String> calls = new ArrayList<>();
        draft.columns.forEach(column -> add(column.rest().get("constraints"), calls));
        draft.properties.ifPresent(said -> add(said.rest().get("constraints"), calls));
        return calls;
    }

    private static void add(@Nullable Object constraints, List<String> calls) {
        if (constraints instanceof Collection<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> map
                        && map.get("to") instanceof String table
                        && CALL.matcher(table).matches()) {
                    calls.add(table);
                }
            }
        }
    }
}

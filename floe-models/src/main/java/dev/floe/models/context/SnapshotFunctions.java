package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What macros of snapshots ask the adapter. */
final class SnapshotFunctions {
    private static final Signature HASHED = Signature.of("scd_args(primary_key, updated_at)");
    private static final Signature HARD_DELETES = Signature.of("get_hard_deletes_behavior(config)");
    private static final String IGNORE = "ignore";

    private SnapshotFunctions() {}

    /** What the id of a row is made from: the key's columns and the moment. */
    static Object hashed(Arguments arguments) {
        @Nullable Object[] bound = HASHED.bind(arguments);
        List<@Nullable Object> parts =
                new ArrayList<>(Values.isText(bound[0]) ? List.of(Values.text(bound[0])) : Values.elements(bound[0]));
        parts.add(bound[1]);
        return Values.list(parts);
    }

    /** What happens to rows that the source does not have any more: {@code ignore}, {@code invalidate} or {@code new_record}. */
    static Object hardDeletes(Arguments arguments) {
        @Nullable Object config = HARD_DELETES.bind(arguments)[0];
        @Nullable Object said = get(config, "hard_deletes");
        if (said != null) {
            return said;
        }
        return Values.isTrue(get(config, "invalidate_hard_deletes")) ? "invalidate" : IGNORE;
    }

    private static @Nullable Object get(@Nullable Object config, String key) {
        if (config instanceof Map<?, ?> map) {
            return map.get(key);
        }
        return config instanceof HostObject host && host.getAttribute("get") instanceof Callable get
                ? get.call(Arguments.of(key))
                : null;
    }
}

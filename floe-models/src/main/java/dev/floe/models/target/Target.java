package dev.floe.models.target;

import dev.floe.config.Redactor;
import dev.floe.config.ResolvedCatalog;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.models.context.TargetInfo;
import dev.floe.models.parse.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a project runs. Immutable.
 *
 * @param info what templates see of it
 * @param placement where relations go
 * @param catalogs every catalog that relations may go to, by the alias it is attached under; the first is the project's
 * @param settings what an instance that floe opens is opened with
 * @param extensions further DuckDB extensions to load
 * @param autoload whether DuckDB may load installed extensions by itself when SQL needs one
 * @param hiddenVariables environment variables that secrets are read from
 * @param redactor masks the configuration's secrets
 * @param threads how many nodes run side by side, where somebody said so
 * @param notices what the user should know
 */
public record Target(
        TargetInfo info,
        Placement placement,
        Map<String, ResolvedCatalog> catalogs,
        DuckDbSettings settings,
        List<String> extensions,
        boolean autoload,
        Set<String> hiddenVariables,
        Redactor redactor,
        Optional<Integer> threads,
        List<String> notices) {
    /** How many nodes run side by side where nobody says. */
    public static final int DEFAULT_THREADS = 4;

    /** Copies the collections. */
    public Target {
        catalogs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(catalogs));
        extensions = List.copyOf(extensions);
        hiddenVariables = Set.copyOf(hiddenVariables);
        notices = List.copyOf(notices);
    }
}

package dev.floe.models.context;

import dev.floe.models.context.Macros.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which materialization a name means: floe's own, or a {@code {% materialization %}} block of the project or its packages. As in dbt, one
 * for DuckDB counts more than one for any adapter, and only then the project's more than a package's and a package's more than floe's;
 * and floe's own names mean a package's block only where the project has made it its own.
 */
public final class Materializations {
    /** What floe builds itself. */
    public static final Set<String> BUILT_IN = Set.of("table", "view", "ephemeral", "incremental", "external");

    /** Those of them that are DuckDB's own, so that a block for any adapter does not stand in for them. */
    private static final Set<String> OF_THE_ADAPTER = Set.of("table", "incremental", "external");

    private static final String SNAPSHOT = "snapshot";
    private static final String PREFIX = "materialization_";
    private static final String DEFAULT = "default";

    private Materializations() {}

    /**
     * The block that is run for a materialization; empty where floe builds it itself, or where it is not known.
     *
     * @param adapter the dialect's name
     */
    public static Optional<Macro> block(Macros macros, String name, String adapter) {
        boolean own = BUILT_IN.contains(name) || name.equals(SNAPSHOT);
        Optional<Macro> found = find(macros, name, adapter, own);
        return found.isPresent() || OF_THE_ADAPTER.contains(name) ? found : find(macros, name, DEFAULT, own);
    }

    private static Optional<Macro> find(Macros macros, String name, String adapter, boolean own) {
        List<String> places = new ArrayList<>();
        places.add(macros.project());
        if (!own) {
            places.addAll(macros.packages());
        }
        return places.stream()
                .flatMap(place -> macros.inPackage(place, PREFIX + name + "_" + adapter).stream())
                .findFirst();
    }

    /** The names that mean something, for messages. */
    public static Set<String> names(Macros macros) {
        Set<String> names = new TreeSet<>(BUILT_IN);
        for (String place : macros.packages()) {
            macros.names(place).stream()
                    .filter(name -> name.startsWith(PREFIX))
                    .forEach(name -> names.add(name.substring(PREFIX.length(), name.lastIndexOf('_'))));
        }
        return names;
    }
}

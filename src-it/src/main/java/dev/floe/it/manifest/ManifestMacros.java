package dev.floe.it.manifest;

import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The macros of a manifest, dbt's own and the adapter's included.
 *
 * <p>An unqualified name means, in this order: a macro of the package that the rendered node belongs to, of the project, of the
 * adapter, of dbt.
 */
final class ManifestMacros {
    /** The name that dbt's and the adapter's macros go by together. */
    static final String BUILT_IN = "dbt";

    private static final Map<String, List<String>> PARENT_ADAPTERS =
            Map.of("redshift", List.of("postgres"), "databricks", List.of("spark"));

    private final Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
    private final String project;
    private final List<String> adapters = new ArrayList<>();
    private final Set<String> internal = new LinkedHashSet<>();
    private final JinjaEnvironment jinja;
    private final Map<String, Definition> definitions = new HashMap<>();

    ManifestMacros(Manifest manifest, JinjaEnvironment jinja) {
        this.project = manifest.project();
        this.jinja = jinja;
        adapters.add(manifest.adapterType());
        adapters.addAll(PARENT_ADAPTERS.getOrDefault(manifest.adapterType(), List.of()));
        adapters.forEach(adapter -> internal.add("dbt_" + adapter));
        internal.add(BUILT_IN);
        manifest.section("macros").forEach((id, data) -> {
            Node entry = new Node(Json.map(data));
            packages.computeIfAbsent(entry.packageName(), name -> new LinkedHashMap<>())
                    .put(
                            entry.name(),
                            new Macro(
                                    id,
                                    entry.packageName(),
                                    entry.name(),
                                    entry.text("macro_sql").orElse(""),
                                    entry.map("depends_on")));
        });
    }

    /** A macro; {@code dependsOn} is what dbt knows that it calls. */
    record Macro(String id, String packageName, String name, String source, Map<String, @Nullable Object> dependsOn) {}

    /** The macro that an unqualified name means for a node of a package. */
    @Nullable Macro find(String fromPackage, String name) {
        Macro own = inPackage(fromPackage, name);
        own = own == null ? inPackage(project, name) : own;
        return own == null ? inPackage(BUILT_IN, name) : own;
    }

    /** A macro of one package; {@value #BUILT_IN} has the adapter's too. */
    @Nullable Macro inPackage(String packageName, String name) {
        if (packageName.equals(BUILT_IN)) {
            for (String each : internal) {
                Macro macro = packages.getOrDefault(each, Map.of()).get(name);
                if (macro != null) {
                    return macro;
                }
            }
            return null;
        }
        return packages.getOrDefault(packageName, Map.of()).get(name);
    }

    @Nullable Macro byId(String id) {
        String[] parts = id.split("\\.", 3);
        return parts.length < 3
                ? null
                : packages.getOrDefault(parts[1], Map.of()).get(parts[2]);
    }

    /** Whether templates can name the package. */
    boolean hasPackage(String name) {
        return name.equals(BUILT_IN) || (packages.containsKey(name) && !internal.contains(name));
    }

    Set<String> names(String packageName) {
        return packages.getOrDefault(packageName, Map.of()).keySet();
    }

    /** What implementations of a dispatched macro begin with, the most special first. */
    List<String> prefixes() {
        List<String> prefixes = new ArrayList<>(adapters);
        prefixes.add("default");
        return prefixes;
    }

    String project() {
        return project;
    }

    /** The parsed macro. */
    Definition definition(Macro macro) {
        return definitions.computeIfAbsent(macro.id(), id -> {
            List<Definition> all = jinja.parse(macro.source(), id).definitions();
            return all.stream()
                    .filter(definition -> definition.macroName().equals(macro.name()))
                    .findFirst()
                    .orElseGet(() -> all.get(0));
        });
    }
}

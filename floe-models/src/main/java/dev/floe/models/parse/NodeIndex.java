package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Things by the names that {@code ref} and {@code source} know them by. A name without a package means, in this order: what the project
 * has, what the package has that uses the name, what any package has. Filled once, then read by any thread.
 *
 * @param <T> what is found
 */
public final class NodeIndex<T> {
    private final String project;
    private final Map<String, Map<String, T>> refs = new HashMap<>();
    private final Map<String, Map<String, T>> sources = new HashMap<>();

    /** An index for the packages of a project, which is named. */
    NodeIndex(String project) {
        this.project = project;
    }

    /**
     * Adds what a {@code ref} finds; gives what has the name in the package already.
     *
     * @param version when it has one; without it, a {@code ref} finds it only if it is the {@code latest}
     */
    Optional<T> add(String packageName, String name, Optional<String> version, boolean latest, T found) {
        version.ifPresent(v -> put(refs, versioned(name, v), packageName, found));
        return version.isEmpty() || latest ? put(refs, name, packageName, found) : Optional.empty();
    }

    /** Adds what a {@code source} finds. */
    void addSource(String packageName, String source, String table, T found) {
        put(sources, source + "." + table, packageName, found);
    }

    private Optional<T> put(Map<String, Map<String, T>> map, String key, String packageName, T found) {
        return Optional.ofNullable(
                map.computeIfAbsent(key, unused -> new LinkedHashMap<>(2)).putIfAbsent(packageName, found));
    }

    private static String versioned(String name, String version) {
        return name + ".v" + version;
    }

    /**
     * What a {@code ref} means.
     *
     * @param from the package it stands in
     */
    public Optional<T> ref(RefCall call, String from) {
        String key = call.version().map(v -> versioned(call.name(), v)).orElse(call.name());
        Map<String, T> found = refs.get(key);
        if (found == null) {
            return Optional.empty();
        }
        return call.packageName().isPresent()
                ? Optional.ofNullable(found.get(call.packageName().get()))
                : any(found, from);
    }

    /**
     * What a {@code source} means.
     *
     * @param from the package it stands in
     */
    public Optional<T> source(String source, String table, String from) {
        Map<String, T> found = sources.get(source + "." + table);
        return found == null ? Optional.empty() : any(found, from);
    }

    private Optional<T> any(Map<String, T> found, String from) {
        @Nullable T own = found.get(project);
        if (own == null) {
            own = found.get(from);
        }
        return own != null ? Optional.of(own) : found.values().stream().findFirst();
    }

    /** The names that a {@code ref} can have. */
    Collection<String> names() {
        return refs.keySet();
    }

    /** The names that a {@code source} can have, both parts with a dot between. */
    Collection<String> sourceNames() {
        return sources.keySet();
    }

    /** The versions of a model, for messages. */
    Set<String> versions(String name) {
        List<String> found = refs.keySet().stream()
                .filter(key -> key.startsWith(name + ".v"))
                .map(key -> key.substring(name.length() + 2))
                .toList();
        return found.stream().collect(Collectors.toCollection(TreeSet::new));
    }
}

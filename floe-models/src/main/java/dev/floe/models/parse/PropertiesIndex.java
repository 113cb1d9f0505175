package dev.floe.models.parse;

import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesFile;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Kind;
import dev.floe.models.project.ResourceProperties.Version;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the properties files of one package say, by the name of what they speak of. */
final class PropertiesIndex {
    private final Problems problems;
    private final Map<Kind, Map<String, ResourceProperties>> byName = new EnumMap<>(Kind.class);
    private final Map<String, Versioned> byFile = new HashMap<>();
    private final Set<ResourceProperties> used = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A version of a model, by the file that holds it. */
    record Versioned(String model, Version version, Optional<String> latest) {}

    PropertiesIndex(Project from, Problems problems) {
        this.problems = problems;
        for (PropertiesFile file : from.properties()) {
            for (Kind kind : Kind.values()) {
                file.of(kind).forEach(properties -> add(kind, properties));
            }
        }
        byName.getOrDefault(Kind.MODELS, Map.of()).values().forEach(this::versions);
    }

    private void add(Kind kind, ResourceProperties properties) {
        ResourceProperties other = byName.computeIfAbsent(kind, unused -> new LinkedHashMap<>())
                .putIfAbsent(properties.name(), properties);
        if (other != null) {
            problems.add(
                    properties.path(),
                    properties.at(),
                    "'" + properties.name() + "' is described twice; the other is in " + other.path() + ":"
                            + other.at().line());
        }
    }

    private void versions(ResourceProperties model) {
        if (model.versions().isEmpty()) {
            return;
        }
        String latest = model.text("latest_version").orElseGet(() -> greatest(model.versions()));
        for (Version version : model.versions()) {
            String file = version.definedIn().orElse(model.name() + "_v" + version.v());
            byFile.put(file, new Versioned(model.name(), version, Optional.of(latest)));
        }
    }

    /** By number, where all are numbers. */
    private static String greatest(List<Version> versions) {
        boolean numbers = versions.stream().allMatch(version -> version.v() instanceof Number);
        return versions.stream()
                .map(version -> version.v().toString())
                .max((a, b) -> numbers ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : a.compareTo(b))
                .orElse("");
    }

    /** What is said of a resource. */
    Optional<ResourceProperties> of(Kind kind, String name) {
        Optional<ResourceProperties> found =
                Optional.ofNullable(byName.getOrDefault(kind, Map.of()).get(name));
        found.ifPresent(used::add);
        return found;
    }

    /** The version that a model's file holds. */
    Optional<Versioned> versionIn(String file) {
        Optional<Versioned> found = Optional.ofNullable(byFile.get(file));
        found.ifPresent(versioned -> of(Kind.MODELS, versioned.model()));
        return found;
    }

    /** The entries that no resource of their kind asked for so far. */
    List<ResourceProperties> rest(Kind kind) {
        return byName.getOrDefault(kind, Map.of()).values().stream()
                .filter(properties -> !used.contains(properties))
                .toList();
    }
}

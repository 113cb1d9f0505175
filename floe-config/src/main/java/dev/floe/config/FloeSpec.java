package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The project tier: what a data engineer asks for by logical name; floe.yaml, or its counterpart built in code.
 *
 * @param name the project's name: a letter, then letters, digits, {@code -} and {@code _}, at most 100 characters
 * @param version the project's version, free text
 * @param storage an entry of the platform's storage section; {@value #DEFAULT} by default
 * @param catalog an entry of the platform's catalogs section; {@value #DEFAULT} by default
 * @param compute an entry of the platform's compute section; {@value #DEFAULT} by default
 * @param layers which layer the models of a folder belong to, by the folder's path below the model folder; where this is empty,
 *     a folder named like a layer of the platform belongs to it
 * @param sections what floe accepts and checks but does not act on, by key: {@code transforms}, {@code orchestration} and so on; as
 *     the file has it: texts, whole numbers, {@link Double}, {@link Boolean}, lists and maps of these
 */
@ConfigStyle
@Value.Builder
public record FloeSpec(
        String name,
        Optional<String> version,
        String storage,
        String catalog,
        String compute,
        Map<String, String> layers,
        Map<String, Object> sections) {
    /** The logical name that is meant where none is given. */
    public static final String DEFAULT = "default";

    /** Copies the map; checks that nothing is null. */
    public FloeSpec {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(storage, "storage");
        requireNonNull(catalog, "catalog");
        requireNonNull(compute, "compute");
        layers = Copies.map(layers, "layers");
        sections = Copies.tree(sections, "sections");
    }

    /** A builder with every key but the name at its default. */
    public static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Builds a {@link FloeSpec}. */
    public static final class Builder extends FloeSpecBuilder {
        Builder() {
            storage(DEFAULT);
            catalog(DEFAULT);
            compute(DEFAULT);
        }
    }
}

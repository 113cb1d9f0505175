package dev.floe.config.internal.load;

import dev.floe.config.SecretRef;
import dev.floe.config.SecretSource;
import dev.floe.config.internal.resolve.SecretNames;
import dev.floe.config.internal.yaml.YamlList;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The variables of the environment that secrets of a file are read from. */
final class SecretVariables {
    private static final String REF = "secret_ref";
    private static final String KEY = "key";
    private static final String CREDENTIALS = "credentials";
    private static final List<String> NAMES = List.of("_secret_ref", "_key_ref");

    private final List<SecretSource> sources;
    private final Set<String> names = new HashSet<>();

    private SecretVariables(List<SecretSource> sources) {
        this.sources = sources;
    }

    /** The variables that every reference of a tree is read from, whether or not a project uses it. */
    static Set<String> of(YamlNode tree, List<SecretSource> sources) {
        SecretVariables variables = new SecretVariables(sources);
        variables.collect(tree, "");
        return variables.names;
    }

    private void collect(YamlNode node, String key) {
        if (node instanceof YamlList list) {
            list.elements().forEach(element -> collect(element, key));
        } else if (node instanceof YamlMap map) {
            reference(map, key);
            map.entries().forEach(entry -> {
                if (NAMES.stream().anyMatch(entry.key()::endsWith)) {
                    text(entry.value()).ifPresent(name -> add(name, Optional.empty()));
                }
                collect(entry.value(), entry.key());
            });
        }
    }

    private void reference(YamlMap map, String key) {
        Optional<String> name = value(map, REF);
        if (name.isEmpty()) {
            return;
        }
        add(name.get(), value(map, KEY));
        if (key.equals(CREDENTIALS)) {
            ref(name.get(), Optional.empty())
                    .ifPresent(both -> SecretNames.parts(both).forEach(this::add));
        }
    }

    private void add(String name, Optional<String> key) {
        ref(name, key).ifPresent(this::add);
    }

    private void add(SecretRef ref) {
        sources.stream()
                .map(source -> source.environmentName(ref))
                .flatMap(Optional::stream)
                .forEach(names::add);
    }

    private static Optional<String> value(YamlMap map, String key) {
        return map.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .flatMap(entry -> text(entry.value()).stream())
                .findFirst();
    }

    private static Optional<String> text(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.TEXT
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<SecretRef> ref(String name, Optional<String> key) {
        try {
            return Optional.of(new SecretRef(name, key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

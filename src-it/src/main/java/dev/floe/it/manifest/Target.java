package dev.floe.it.manifest;

import dev.floe.jinja.Callable;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code target}: from profiles.yml where it is found; otherwise what the manifest's nodes tell of it, and guesses.
 *
 * @param values by key
 * @param guessed the keys whose values are guesses
 */
record Target(Map<String, @Nullable Object> values, Set<String> guessed) {
    private static final List<String> KEYS = List.of(
            "database",
            "schema",
            "path",
            "config_options",
            "extensions",
            "settings",
            "external_root",
            "use_credential_provider",
            "attach",
            "filesystems",
            "remote",
            "plugins",
            "disable_transactions");
    private static final long DEFAULT_THREADS = 1;

    static Target of(Manifest manifest, Surroundings surroundings, RenderOptions options, JinjaEnvironment jinja)
            throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        KEYS.forEach(key -> values.put(key, null));
        values.put("external_root", ".");
        values.put("disable_transactions", false);
        values.put("database", usual(manifest, "database"));
        values.put("schema", usual(manifest, "schema"));
        values.put("type", manifest.adapterType());
        values.put("threads", DEFAULT_THREADS);
        values.put("profile_name", surroundings.projectFile().getOrDefault("profile", manifest.project()));
        Set<String> guessed = new LinkedHashSet<>(KEYS);
        guessed.removeAll(Set.of("database", "schema"));
        guessed.addAll(Set.of("name", "target_name", "threads", "profile_name"));
        String name = options.target()
                .orElseGet(() -> String.valueOf(surroundings.arguments().getOrDefault("target", "")));
        for (Path folder : surroundings.profileFolders()) {
            Path file = folder.resolve("profiles.yml");
            if (Files.isRegularFile(file)) {
                Map<String, @Nullable Object> profile =
                        Json.map(Yaml.read(file).get(String.valueOf(values.get("profile_name"))));
                if (!profile.isEmpty()) {
                    name = name.isEmpty()
                            ? String.valueOf(rendered(profile.getOrDefault("target", "default"), jinja))
                            : name;
                    Map<String, @Nullable Object> output =
                            Json.map(Json.map(profile.get("outputs")).get(name));
                    output.forEach((key, value) -> values.put(key, rendered(value, jinja)));
                    values.put("database", usual(manifest, "database"));
                    guessed.clear();
                    break;
                }
            }
        }
        values.put("name", name.isEmpty() ? "dev" : name);
        values.put("target_name", values.get("name"));
        return new Target(values, guessed);
    }

    /** Where most nodes are that are not configured to be elsewhere. */
    private static String usual(Manifest manifest, String key) {
        return manifest.nodes().stream()
                .filter(node ->
                        !node.resourceType().equals("test") && node.config().get(key) == null)
                .flatMap(node -> node.text(key).stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(key.equals("schema") ? "main" : "memory");
    }

    private static @Nullable Object rendered(@Nullable Object value, JinjaEnvironment jinja) {
        if (!(value instanceof String text) || !text.contains("{")) {
            return value;
        }
        Callable environment = new EnvironmentVariable(notes -> {});
        try {
            return jinja.parse(text, "profiles.yml")
                    .renderNative(name -> name.equals("env_var") ? environment : Values.MISSING);
        } catch (JinjaException e) {
            return null;
        }
    }

    @Nullable Object get(String key) {
        return values.get(key);
    }
}

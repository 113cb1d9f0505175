package dev.floe.it.manifest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the program.
 *
 * @param manifest the manifest.json
 * @param out the folder that the rendered nodes go to
 * @param database the DuckDB file that introspective queries run on
 * @param projectDir the project's folder
 * @param profilesDir the folder of profiles.yml
 * @param target the target of the profile
 * @param vars variables of the command line, as YAML
 */
public record RenderOptions(
        Path manifest,
        Path out,
        Optional<Path> database,
        Optional<Path> projectDir,
        Optional<Path> profilesDir,
        Optional<String> target,
        Optional<String> vars) {
    /** How the program is called. */
    public static final String USAGE = "usage: RenderManifest --manifest FILE --out DIR [--database FILE]"
            + " [--project-dir DIR] [--profiles-dir DIR] [--target NAME] [--vars YAML]";

    private static final Set<String> NAMES =
            Set.of("manifest", "out", "database", "project-dir", "profiles-dir", "target", "vars");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if something is unknown or missing
     */
    public static RenderOptions parse(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!NAMES.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("unknown, or without a value: " + arguments.get(i));
            }
            values.put(name, arguments.get(i + 1));
        }
        return new RenderOptions(
                path(values, "manifest").orElseThrow(() -> new IllegalArgumentException("--manifest is missing")),
                path(values, "out").orElseThrow(() -> new IllegalArgumentException("--out is missing")),
                path(values, "database"),
                path(values, "project-dir"),
                path(values, "profiles-dir"),
                Optional.ofNullable(values.get("target")),
                Optional.ofNullable(values.get("vars")));
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }
}

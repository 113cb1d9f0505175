package dev.floe.profiles.internal;

import dev.floe.profiles.internal.Lakehouse.Place;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Macros with which a dbt-duckdb project works on Iceberg catalogs and finds the platform's layers. */
public final class Companion {
    private static final Path FOLDER = Path.of("macros", "floe_dbt");
    private static final String HEAD =
            "{#- Written by floe from floe.yaml and platform.yaml; changes made here are lost. -#}\n\n";
    private static final String PLACES = "@places@";

    private Companion() {}

    /**
     * The files by their place below a folder.
     *
     * @param outputs what each output of the profile is made of, in order
     */
    public static Map<Path, String> files(Map<String, Lakehouse> outputs) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(FOLDER.resolve("iceberg.sql"), PluginModule.resource("iceberg.sql"));
        files.put(
                FOLDER.resolve("names.sql"),
                HEAD + PluginModule.resource("names.sql").replace(PLACES, places(outputs)));
        return files;
    }

    private static String places(Map<String, Lakehouse> outputs) {
        StringJoiner entries = new StringJoiner(",\n    ", "{\n    ", "}");
        outputs.forEach((target, lakehouse) -> {
            Place standard = lakehouse.standard();
            StringJoiner layers = new StringJoiner(", ", "{", "}");
            for (Place place : lakehouse.places()) {
                layers.add(JinjaText.literal(place.name()) + ": " + pair(place));
            }
            StringJoiner folders = new StringJoiner(", ", "{", "}");
            lakehouse
                    .folders()
                    .forEach((folder, layer) ->
                            folders.add(JinjaText.literal(folder) + ": " + JinjaText.literal(layer)));
            entries.add(JinjaText.literal(target) + ": {'standard': " + pair(standard) + ", 'iceberg': "
                    + (lakehouse.isOnIceberg() ? "true" : "false") + ", 'layers': " + layers + ", 'folders': " + folders
                    + "}");
        });
        return entries.toString();
    }

    private static String pair(Place place) {
        return List.of(JinjaText.literal(place.database()), JinjaText.literal(place.schema()))
                .toString();
    }
}

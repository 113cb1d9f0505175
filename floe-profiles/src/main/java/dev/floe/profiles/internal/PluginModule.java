package dev.floe.profiles.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Python package with the plugin for dbt-duckdb. */
public final class PluginModule {
    /** The plugin's module. */
    static final String MODULE = "floe_dbt.plugins.polaris";

    private static final String PACKAGE = "floe_dbt";
    private static final String MARK = "\"\"\"Written by floe; changes made here are lost.\"\"\"\n";

    private PluginModule() {}

    /** The files by their place below a folder. */
    public static Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of(PACKAGE, "__init__.py"), MARK);
        files.put(Path.of(PACKAGE, "plugins", "__init__.py"), MARK);
        files.put(Path.of(PACKAGE, "plugins", "polaris.py"), resource("polaris.py"));
        return files;
    }

    /** The text of a resource beside this class. */
    static String resource(String name) {
        try (InputStream in = PluginModule.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("floe-profiles' jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("floe-profiles' jar cannot be read", e);
        }
    }
}

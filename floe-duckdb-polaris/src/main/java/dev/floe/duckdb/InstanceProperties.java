package dev.floe.duckdb;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The properties that floe opens an instance with. Canonical: the same settings give the same properties. */
final class InstanceProperties {
    private InstanceProperties() {}

    static Properties of(
            DuckDbSettings settings, Path temporaryFolder, Optional<Path> extensionFolder, boolean autoload) {
        Properties properties = new Properties();
        settings.others().forEach(properties::setProperty);
        settings.memoryLimit().ifPresent(limit -> properties.setProperty("memory_limit", limit));
        settings.threads().ifPresent(threads -> properties.setProperty("threads", Integer.toString(threads)));
        settings.maxTempDirectorySize().ifPresent(size -> properties.setProperty("max_temp_directory_size", size));
        properties.setProperty("temp_directory", temporaryFolder.toString());
        extensionFolder.ifPresent(folder -> properties.setProperty("extension_directory", folder.toString()));
        // Secret-manager settings are refused once the manager was used, so they are set here and never again.
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("allow_unredacted_secrets", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("allow_unsigned_extensions", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", Boolean.toString(autoload));
        return properties;
    }
}

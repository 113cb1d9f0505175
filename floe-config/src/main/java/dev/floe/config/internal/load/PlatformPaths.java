package dev.floe.config.internal.load;

import dev.floe.config.CatalogConfig;
import dev.floe.config.ComputeConfig;
import dev.floe.config.HttpConfig;
import dev.floe.config.PlatformConfig;
import dev.floe.config.SecretsConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the paths of a platform absolute: relative ones are relative to a folder, {@code ~/} is the user's home. */
public final class PlatformPaths {
    /** DuckDB's name for a database that is not in a file, and addresses of databases elsewhere. */
    private static final Pattern NO_FILE = Pattern.compile(":memory:.*|[A-Za-z][A-Za-z0-9+]+:.*");

    private PlatformPaths() {}

    /** The platform with every path absolute. */
    public static PlatformConfig absolute(PlatformConfig platform, Path folder) {
        Map<String, CatalogConfig> catalogs = new LinkedHashMap<>();
        platform.catalogs().forEach((name, catalog) -> catalogs.put(name, catalog(catalog, folder)));
        Map<String, ComputeConfig> compute = new LinkedHashMap<>();
        platform.compute().forEach((name, entry) -> compute.put(name, compute(entry, folder)));
        return new PlatformConfig(
                platform.version(),
                platform.storage(),
                catalogs,
                compute,
                platform.layers(),
                platform.resourceProfiles(),
                new SecretsConfig(absolute(platform.secrets().mountPath(), folder)),
                platform.sections());
    }

    private static CatalogConfig catalog(CatalogConfig catalog, Path folder) {
        Optional<Path> path = catalog.path().map(file -> absolute(file, folder));
        return new CatalogConfig(
                catalog.type(),
                catalog.uri(),
                catalog.warehouse(),
                catalog.namespace(),
                catalog.credentials(),
                catalog.http().map(http -> http(http, folder)),
                catalog.accessDelegation(),
                catalog.writePath(),
                catalog.tokenRefreshEnabled(),
                path,
                catalog.storage(),
                catalog.properties());
    }

    private static HttpConfig http(HttpConfig http, Path folder) {
        return new HttpConfig(
                http.caFile().map(file -> absolute(file, folder)),
                http.proxy(),
                http.proxyUser(),
                http.proxyPassword(),
                http.timeout(),
                http.retries(),
                http.realm(),
                http.headers());
    }

    private static ComputeConfig compute(ComputeConfig compute, Path folder) {
        Map<String, Object> properties = new LinkedHashMap<>(compute.properties());
        for (String key : List.of(ComputeConfig.PATH, ComputeConfig.TEMP_DIRECTORY)) {
            properties.computeIfPresent(
                    key, (name, value) -> value instanceof String text ? file(text, folder) : value);
        }
        properties.computeIfPresent(
                ComputeConfig.FILE_ACCESS,
                (name, value) -> value instanceof List<?> places
                        ? places.stream()
                                .map(place -> place instanceof String text ? file(text, folder) : place)
                                .toList()
                        : value);
        return new ComputeConfig(compute.type(), properties, compute.credentials());
    }

    private static String file(String text, Path folder) {
        if (text.isBlank() || NO_FILE.matcher(text).matches()) {
            return text;
        }
        try {
            return absolute(Path.of(text), folder).toString();
        } catch (InvalidPathException e) {
            return text;
        }
    }

    private static Path absolute(Path path, Path folder) {
        if (path.startsWith("~")) {
            Path home = Path.of(System.getProperty("user.home", ""));
            return home.resolve(Path.of("~").relativize(path)).toAbsolutePath().normalize();
        }
        return folder.toAbsolutePath().resolve(path).normalize();
    }
}

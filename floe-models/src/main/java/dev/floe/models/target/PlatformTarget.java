package dev.floe.models.target;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResolvedLayer;
import dev.floe.duckdb.DuckDbSettings;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.models.RunException;
import dev.floe.models.context.TargetInfo;
import dev.floe.models.parse.Placement.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target that the two tiers of configuration describe. */
public final class PlatformTarget {
    private static final String DATABASE_ENDING = "\\.(duckdb|db|ddb)$";

    private PlatformTarget() {}

    /**
     * The target of a configuration.
     *
     * @param environment the process's environment
     * @throws RunException {@code COMPUTE_UNSUPPORTED} if something else than DuckDB is to run the SQL
     * @throws dev.floe.duckdb.DuckDbException {@code SETTING_REFUSED} if a setting cannot be read
     */
    public static Target of(ResolvedConfig config, Map<String, String> environment) {
        if (config.compute().type() != ComputeType.DUCKDB) {
            throw new RunException(
                    ErrorCode.COMPUTE_UNSUPPORTED,
                    "The compute '" + config.spec().compute() + "' is of type "
                            + config.compute().type().name().toLowerCase(Locale.ROOT)
                            + ", which floe cannot run; use one of type duckdb",
                    null);
        }
        Map<ResolvedCatalog, String> aliases = new LinkedHashMap<>();
        alias(config.catalog(), true, aliases);
        Map<String, Place> places = new LinkedHashMap<>();
        for (ResolvedLayer layer : config.layers().values()) {
            places.put(
                    layer.name(),
                    new Place(alias(layer.catalog(), false, aliases), String.join(".", layer.namespace())));
        }
        Map<String, ResolvedCatalog> catalogs = new LinkedHashMap<>();
        aliases.forEach((catalog, alias) -> catalogs.put(alias, catalog));
        Place standard = new Place(
                alias(config.catalog(), true, aliases), config.catalog().namespace());
        Optional<Integer> threads = threads(config);
        List<String> notices = new ArrayList<>();
        config.notices().forEach(notice -> notices.add(notice.message()));
        DuckDbSettings settings = DuckDbSettings.from(config, environment);
        settings.notices().forEach(notice -> notices.add(notice.message()));
        return new Target(
                new TargetInfo(
                        config.spec().name(),
                        config.catalog().name(),
                        standard.database(),
                        standard.schema(),
                        threads.orElse(Target.DEFAULT_THREADS)),
                new LayeredPlacement(
                        standard,
                        places,
                        folder -> config.layerOf(folder).map(ResolvedLayer::name),
                        config.catalog() instanceof IcebergRestCatalog),
                catalogs,
                settings,
                extensions(config),
                false,
                config.secretEnvironmentNames(),
                config.redactor(),
                threads,
                notices);
    }

    private static String alias(ResolvedCatalog catalog, boolean main, Map<ResolvedCatalog, String> aliases) {
        return aliases.computeIfAbsent(catalog, key -> {
            if (key instanceof DuckDbCatalog file) {
                return databaseName(file.path().getFileName().toString());
            }
            return main ? PolarisAttacher.DEFAULT_ALIAS : key.name();
        });
    }

    /** The name that DuckDB gives a database file. */
    static String databaseName(String fileName) {
        return fileName.replaceFirst(DATABASE_ENDING, "").replaceFirst("\\..*$", "");
    }

    private static List<String> extensions(ResolvedConfig config) {
        return config.compute().properties().get(ComputeConfig.EXTENSIONS) instanceof List<?> names
                ? names.stream().map(Object::toString).toList()
                : List.of();
    }

    private static Optional<Integer> threads(ResolvedConfig config) {
        @Nullable Object threads = config.compute().properties().get("threads");
        return threads instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }
}

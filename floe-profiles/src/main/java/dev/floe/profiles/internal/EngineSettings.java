package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.Quantity;
import dev.floe.config.ResourceProfile;
import dev.floe.profiles.ProfilesException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * DuckDB's settings as dbt-duckdb's {@code config_options}, which are given when the database is opened; by the rule that floe's own runs
 * have: environment, resource profile, compute properties, then the profile's limits. Without a JVM beside it, DuckDB gets its full share.
 */
final class EngineSettings {
    private static final Pattern DUCKDB_SIZE =
            Pattern.compile("\\d+(\\.\\d+)?\\s*(b|bytes?|[kmgt]i?b|[kmgt])", Pattern.CASE_INSENSITIVE);
    private static final int SHARE = 67;
    private static final int MOST_THREADS = 1024;
    private static final long MIB = 1L << 20;

    private final ComputeConfig compute;
    private final Optional<ResourceProfile> resources;
    private final Map<String, String> environment;

    EngineSettings(ComputeConfig compute, Optional<ResourceProfile> resources, Map<String, String> environment) {
        this.compute = compute;
        this.resources = resources;
        this.environment = environment;
    }

    /** The settings that something is said of. */
    Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        variable("DUCKDB_MEMORY_LIMIT")
                .or(() -> property("memory_limit"))
                .map(text -> size("memory_limit", text))
                .or(this::share)
                .ifPresent(size -> options.put("memory_limit", size));
        variable("DUCKDB_THREADS")
                .map(EngineSettings::threads)
                .or(this::processors)
                .ifPresent(count -> options.put("threads", count));
        variable("DUCKDB_TEMP_DIRECTORY")
                .or(() -> property(ComputeConfig.TEMP_DIRECTORY))
                .ifPresent(folder -> options.put("temp_directory", JinjaText.text(folder)));
        property("max_temp_directory_size")
                .map(text -> size("max_temp_directory_size", text))
                .ifPresent(size -> options.put("max_temp_directory_size", size));
        return options;
    }

    private Optional<String> share() {
        return resources
                .flatMap(profile -> profile.limits().memory())
                .map(limit -> format(limit.roundedUp() / 100 * SHARE));
    }

    private Optional<Integer> processors() {
        return resources
                .flatMap(profile -> profile.limits().cpu())
                .map(limit -> (int) Math.min(limit.roundedUp(), MOST_THREADS))
                .filter(count -> count > 0);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .or(() -> resources.map(profile -> profile.env().get(name)).filter(text -> !text.isBlank()));
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(compute.properties().get(name)).map(Object::toString);
    }

    private static int threads(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw refused("threads", text, "a whole number of at least 1");
    }

    private static String size(String setting, String text) {
        String size = text.strip();
        if (DUCKDB_SIZE.matcher(size).matches()) {
            return size;
        }
        try {
            return format(Quantity.parse(size).roundedUp());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused(setting, text, "a size such as 8GiB or 8GB, or a Kubernetes quantity such as 8Gi");
        }
    }

    private static String format(long bytes) {
        long mebibytes = bytes / MIB;
        if (mebibytes == 0) {
            return bytes + "B";
        }
        return mebibytes % 1024 == 0 ? mebibytes / 1024 + "GiB" : mebibytes + "MiB";
    }

    private static ProfilesException refused(String setting, String value, String expected) {
        return new ProfilesException(
                ErrorCode.SETTING_REFUSED,
                "DuckDB's setting '" + setting + "' cannot be '" + value + "'; expected is " + expected,
                null);
    }
}

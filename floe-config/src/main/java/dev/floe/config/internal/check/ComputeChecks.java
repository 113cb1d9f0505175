package dev.floe.config.internal.check;

import dev.floe.config.ComputeConfig;
import dev.floe.config.ComputeType;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.util.List;

/** Rules for one entry of {@code compute}. */
final class ComputeChecks {
    private static final String MEMORY_LIMIT = "memory_limit";
    private static final String MAX_TEMP_DIRECTORY_SIZE = "max_temp_directory_size";
    private static final List<String> PROPERTIES = List.of(
            ComputeConfig.PATH,
            ComputeConfig.THREADS,
            MEMORY_LIMIT,
            ComputeConfig.TEMP_DIRECTORY,
            MAX_TEMP_DIRECTORY_SIZE,
            ComputeConfig.EXTENSIONS,
            ComputeConfig.FILE_ACCESS);
    private static final List<String> FILE_ACCESS = List.of(ComputeConfig.WITHOUT_SECRETS, ComputeConfig.ALL_FILES);
    private static final int MAX_THREADS = 1024;

    private ComputeChecks() {}

    static void check(Tier tier, String path, ComputeConfig compute) {
        String properties = KeyPath.of(path, "properties");
        if (compute.type() != ComputeType.DUCKDB || tier.isSpoilt(KeyPath.of(path, "type"))) {
            return;
        }
        compute.properties().forEach((key, value) -> {
            String at = KeyPath.of(properties, key);
            switch (key) {
                case ComputeConfig.THREADS -> {
                    if (!(value instanceof Integer threads) || threads < 1 || threads > MAX_THREADS) {
                        tier.problem(
                                at, Codes.INVALID_VALUE, "a whole number from 1 to " + MAX_THREADS + " is expected");
                    }
                }
                case ComputeConfig.PATH, ComputeConfig.TEMP_DIRECTORY, MEMORY_LIMIT, MAX_TEMP_DIRECTORY_SIZE -> {
                    if (!(value instanceof String text) || text.isBlank()) {
                        boolean size = key.equals(MEMORY_LIMIT) || key.equals(MAX_TEMP_DIRECTORY_SIZE);
                        tier.problem(
                                at,
                                Codes.WRONG_TYPE,
                                size ? "a text such as 8GB or 8Gi is expected" : "a path is expected");
                    }
                }
                case ComputeConfig.EXTENSIONS -> {
                    if (!isTexts(value)) {
                        tier.problem(at, Codes.WRONG_TYPE, "a list of names is expected, such as [spatial]");
                    }
                }
                case ComputeConfig.FILE_ACCESS -> {
                    if (!FILE_ACCESS.contains(value) && !isTexts(value)) {
                        tier.problem(
                                at,
                                Codes.INVALID_VALUE,
                                "one of " + Texts.list(FILE_ACCESS)
                                        + " is expected, or a list of folders and URL prefixes, such as [/data, \"s3://lake/\"]");
                    }
                }
                default ->
                    tier.notApplied(
                            at, "floe knows " + Texts.list(PROPERTIES) + " here" + Texts.didYouMean(key, PROPERTIES));
            }
        });
    }

    private static boolean isTexts(Object value) {
        return value instanceof List<?> list
                && list.stream().allMatch(item -> item instanceof String s && !s.isBlank());
    }
}

package dev.floe.profiles;

import java.util.Locale;

/** How a profile for dbt-duckdb reaches an Iceberg catalog. */
public enum ProfileStyle {
    /** By dbt-duckdb's own keys {@code secrets} and {@code attach}; nothing but dbt-duckdb is needed. */
    NATIVE,
    /** By a plugin, {@code floe_dbt.plugins.polaris}, that is told where the catalog is through environment variables. */
    PLUGIN;

    /** The style as the command line writes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.CatalogConfig;
import dev.floe.config.ComputeConfig;
import dev.floe.config.ConfigTiers;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.EnvironmentSecretSource;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.SecretRef;
import dev.floe.profiles.ProfilesException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The output of a profile for dbt-duckdb, Polaris attached by a plugin. */
public final class DuckDbOutput {
    private static final int DEFAULT_THREADS = 4;
    private static final String IN_MEMORY = ":memory:";
    private static final String PLUGIN_MODULE = "floe_dbt.plugins.polaris";
    private static final String URI_VARIABLE = "FLOE_POLARIS_URI";
    private static final String WAREHOUSE_VARIABLE = "FLOE_POLARIS_WAREHOUSE";
    private static final String CLIENT_ID_VARIABLE = "POLARIS_CLIENT_ID";
    private static final String SCOPE_VARIABLE = "POLARIS_SCOPE";

    private final EnvironmentSecretSource secrets;

    private DuckDbOutput(EnvironmentSecretSource secrets) {
        this.secrets = secrets;
    }

    /**
     * The keys of the output, in order.
     *
     * @param secrets names the variables of secrets
     * @throws ProfilesException if the catalog or the compute is of a type that no profile can be made for
     */
    public static Map<String, Object> of(ConfigTiers tiers, EnvironmentSecretSource secrets) {
        String catalogName = tiers.spec().catalog();
        CatalogConfig catalog = tiers.platform().catalogs().get(catalogName);
        if (catalog == null) {
            throw new IllegalArgumentException("the tiers were not checked: there is no catalog " + catalogName);
        }
        ComputeConfig compute = Optional.ofNullable(
                        tiers.platform().compute().get(tiers.spec().compute()))
                .orElseGet(() -> ComputeConfig.builder().build());
        Map<String, Object> output = new LinkedHashMap<>();
        switch (compute.type()) {
            case DUCKDB -> output.put("type", "duckdb");
            case SNOWFLAKE, BIGQUERY, REDSHIFT, DATABRICKS, POSTGRES, SPARK ->
                throw unsupported(
                        "compute", tiers.spec().compute(), compute.type().key(), "duckdb");
        }
        int threads = compute.threads().orElse(DEFAULT_THREADS);
        switch (catalog.type()) {
            case DUCKDB -> {
                output.put("path", JinjaText.text(catalog.path().orElseThrow().toString()));
                output.put("threads", threads);
            }
            case POLARIS, REST -> {
                output.put("path", JinjaText.text(compute.path().orElse(IN_MEMORY)));
                output.put("threads", threads);
                output.put("extensions", List.of("iceberg", "httpfs"));
                output.put("plugins", List.of(new DuckDbOutput(secrets).plugin(catalog)));
            }
            case GLUE, NESSIE, HIVE ->
                throw unsupported("catalog", catalogName, catalog.type().key(), "polaris, rest and duckdb");
        }
        return output;
    }

    private Map<String, Object> plugin(CatalogConfig catalog) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("catalog_uri", JinjaText.variable(URI_VARIABLE));
        config.put("warehouse", JinjaText.variable(WAREHOUSE_VARIABLE));
        catalog.credentials().filter(DuckDbOutput::canLogIn).ifPresent(credentials -> {
            config.put("client_id", clientId(credentials));
            config.put("client_secret", clientSecret(credentials));
            config.put(
                    "scope",
                    JinjaText.variable(SCOPE_VARIABLE, credentials.scope().orElse(OAuth2Credentials.DEFAULT_SCOPE)));
        });
        Map<String, Object> plugin = new LinkedHashMap<>();
        plugin.put("module", PLUGIN_MODULE);
        plugin.put("config", config);
        return plugin;
    }

    private static boolean canLogIn(CredentialsConfig credentials) {
        return credentials.secretRef().isPresent() || credentials.clientSecret().isPresent();
    }

    private String clientId(CredentialsConfig credentials) {
        if (credentials.secretRef().isPresent()) {
            return variable(SecretRef.of(credentials.secretRef().get().name(), "client-id"));
        }
        ConfigValue id = credentials.clientId().orElseThrow();
        return id instanceof ConfigValue.Literal literal
                ? JinjaText.variable(CLIENT_ID_VARIABLE, literal.value())
                : variable((SecretRef) id);
    }

    private String clientSecret(CredentialsConfig credentials) {
        return credentials
                .secretRef()
                .map(both -> variable(SecretRef.of(both.name(), "client-secret")))
                .orElseGet(() -> variable(credentials.clientSecret().orElseThrow()));
    }

    private String variable(SecretRef ref) {
        return JinjaText.variable(secrets.environmentName(ref)
                .orElseThrow(() -> new ProfilesException(
                        ErrorCode.PROFILE_UNSUPPORTED,
                        "dbt reads secrets from environment variables, and the secret '" + ref + "' is in none: "
                                + secrets.describe(ref),
                        null)));
    }

    private static ProfilesException unsupported(String kind, String name, String type, String supported) {
        return new ProfilesException(
                ErrorCode.PROFILE_UNSUPPORTED,
                "no dbt profile can be made for the " + kind + " '" + name + "' of type " + type
                        + "; floe makes profiles for " + supported,
                null);
    }
}

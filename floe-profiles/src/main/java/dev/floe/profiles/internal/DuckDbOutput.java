package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.CatalogConfig;
import dev.floe.config.ComputeConfig;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.OAuth2Credentials;
import dev.floe.profiles.ProfileStyle;
import dev.floe.profiles.ProfilesException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An output of a profile for dbt-duckdb. */
final class DuckDbOutput {
    static final int DEFAULT_THREADS = 4;

    private static final String IN_MEMORY = ":memory:";
    private static final String URI_VARIABLE = "FLOE_POLARIS_URI";
    private static final String WAREHOUSE_VARIABLE = "FLOE_POLARIS_WAREHOUSE";
    private static final String CLIENT_ID_VARIABLE = "POLARIS_CLIENT_ID";
    private static final String SCOPE_VARIABLE = "POLARIS_SCOPE";

    private final Lakehouse lakehouse;
    private final EnvironmentNames names;

    DuckDbOutput(Lakehouse lakehouse, EnvironmentNames names) {
        this.lakehouse = lakehouse;
        this.names = names;
    }

    /**
     * The keys of the output, in order.
     *
     * @param modulePath the folder that holds the plugin's package, if the profile has to say it
     */
    Map<String, Object> keys(
            ComputeConfig compute, Map<String, Object> settings, ProfileStyle style, Optional<String> modulePath) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("type", "duckdb");
        CatalogConfig own = lakehouse.catalog();
        int threads = compute.threads().orElse(DEFAULT_THREADS);
        switch (own.type()) {
            case DUCKDB ->
                output.put("path", JinjaText.text(own.path().orElseThrow().toString()));
            case POLARIS, REST ->
                output.put("path", JinjaText.text(compute.path().orElse(IN_MEMORY)));
            case GLUE, NESSIE, HIVE ->
                throw new ProfilesException(
                        ErrorCode.PROFILE_UNSUPPORTED,
                        "no dbt profile can be made for the project's catalog, which is of type "
                                + own.type().key() + "; floe makes profiles for polaris, rest and duckdb",
                        null);
        }
        Map<String, CatalogConfig> iceberg = new LinkedHashMap<>(lakehouse.catalogs());
        iceberg.values().removeIf(catalog -> !Lakehouse.isIceberg(catalog));
        if (style == ProfileStyle.NATIVE && Lakehouse.isIceberg(own)) {
            output.put("database", Lakehouse.ALIAS);
        }
        if (style == ProfileStyle.NATIVE || !Lakehouse.isIceberg(own)) {
            output.put("schema", JinjaText.text(lakehouse.standard().schema()));
        }
        output.put("threads", threads);
        if (!iceberg.isEmpty()) {
            output.put("extensions", List.of("iceberg", "httpfs"));
        }
        boolean plugin = style == ProfileStyle.PLUGIN && Lakehouse.isIceberg(own);
        put(output, "secrets", secrets(iceberg, plugin));
        put(output, "attach", attachments(plugin));
        if (plugin) {
            output.put("plugins", List.of(plugin(own)));
            modulePath.ifPresent(folder -> output.put("module_paths", List.of(folder)));
        }
        if (!settings.isEmpty()) {
            output.put("config_options", settings);
        }
        return output;
    }

    private static void put(Map<String, Object> output, String key, List<Map<String, Object>> entries) {
        if (!entries.isEmpty()) {
            output.put(key, entries);
        }
    }

    private List<Map<String, Object>> secrets(Map<String, CatalogConfig> catalogs, boolean plugin) {
        List<Map<String, Object>> secrets = new ArrayList<>();
        StorageSecrets storages = new StorageSecrets(names);
        catalogs.forEach((alias, catalog) -> {
            lakehouse
                    .storage(catalog)
                    .flatMap(storage -> storages.secret(alias, storage))
                    .ifPresent(secrets::add);
            if (!plugin || !alias.equals(Lakehouse.ALIAS)) {
                login(catalog)
                        .ifPresent(credentials ->
                                secrets.add(new NativeAttach(names).secret(alias, catalog, credentials)));
            }
        });
        return secrets;
    }

    private List<Map<String, Object>> attachments(boolean plugin) {
        List<Map<String, Object>> attachments = new ArrayList<>();
        CatalogConfig own = lakehouse.catalog();
        lakehouse.catalogs().forEach((alias, catalog) -> {
            if (Lakehouse.isIceberg(catalog)) {
                if (!plugin || !catalog.equals(own)) {
                    attachments.add(new NativeAttach(names)
                            .iceberg(alias, catalog, login(catalog).isPresent(), lakehouse.hasNestedNamespaces(alias)));
                }
            } else if (!catalog.equals(own)) {
                attachments.add(NativeAttach.file(alias, catalog));
            }
        });
        return attachments;
    }

    private Map<String, Object> plugin(CatalogConfig catalog) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("catalog_uri", names.variable(URI_VARIABLE));
        config.put("warehouse", names.variable(WAREHOUSE_VARIABLE));
        login(catalog).ifPresent(credentials -> {
            config.put("client_id", names.id(credentials, "client-id", CLIENT_ID_VARIABLE));
            config.put("client_secret", names.secretOf(credentials, "client-secret"));
            config.put(
                    "scope",
                    JinjaText.variable(SCOPE_VARIABLE, credentials.scope().orElse(OAuth2Credentials.DEFAULT_SCOPE)));
            credentials.tokenUri().ifPresent(uri -> config.put("token_uri", JinjaText.text(uri.toString())));
        });
        switch (catalog.accessDelegation()) {
            case VENDED_CREDENTIALS -> config.put("access_delegation", "vended-credentials");
            case NONE, REMOTE_SIGNING -> {}
        }
        if (lakehouse.hasNestedNamespaces(Lakehouse.ALIAS)) {
            config.put("support_nested_namespaces", true);
        }
        Map<String, Object> plugin = new LinkedHashMap<>();
        plugin.put("module", PluginModule.MODULE);
        plugin.put("config", config);
        return plugin;
    }

    private static Optional<CredentialsConfig> login(CatalogConfig catalog) {
        return catalog.credentials().filter(EnvironmentNames::canLogIn);
    }
}

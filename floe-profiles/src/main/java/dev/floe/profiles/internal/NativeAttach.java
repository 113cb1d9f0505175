package dev.floe.profiles.internal;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogConfig;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.SecretRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Catalogs as entries of dbt-duckdb's {@code secrets} and {@code attach} (dbt-duckdb 1.11).
 *
 * <p>What a user may choose freely goes into the secret, whose values dbt-duckdb quotes: a value among the options of {@code attach}
 * that stands in quotation marks of its own is taken as SQL.
 */
final class NativeAttach {
    private static final String CLIENT_ID_VARIABLE = "POLARIS_CLIENT_ID";

    private final EnvironmentNames names;

    NativeAttach(EnvironmentNames names) {
        this.names = names;
    }

    /** The secret that logs in to a catalog. */
    Map<String, Object> secret(String alias, CatalogConfig catalog, CredentialsConfig credentials) {
        Map<String, Object> secret = new LinkedHashMap<>();
        secret.put("type", "iceberg");
        secret.put("name", secretName(alias));
        secret.put("client_id", names.id(credentials, "client-id", CLIENT_ID_VARIABLE));
        secret.put("client_secret", names.secretOf(credentials, "client-secret"));
        secret.put(
                "oauth2_server_uri",
                credentials
                        .tokenUri()
                        .map(uri -> JinjaText.text(uri.toString()))
                        .orElseGet(() -> tokenEndpoint(catalog)));
        secret.put("oauth2_scope", JinjaText.text(credentials.scope().orElse(OAuth2Credentials.DEFAULT_SCOPE)));
        return secret;
    }

    /** The attachment of an Iceberg catalog. */
    Map<String, Object> iceberg(String alias, CatalogConfig catalog, boolean withSecret, boolean nested) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("endpoint", endpoint(catalog));
        options.put(
                "access_delegation_mode",
                catalog.accessDelegation() == AccessDelegation.VENDED_CREDENTIALS ? "vended_credentials" : "none");
        if (!withSecret) {
            options.put("authorization_type", "none");
        }
        if (nested) {
            options.put("support_nested_namespaces", true);
        }
        Map<String, Object> attach = new LinkedHashMap<>();
        attach.put("path", JinjaText.text(catalog.warehouse().orElseThrow()));
        attach.put("alias", name(alias));
        attach.put("type", "iceberg");
        if (withSecret) {
            attach.put("secret", secretName(alias));
        }
        attach.put("options", options);
        return attach;
    }

    /** The attachment of a database file. */
    static Map<String, Object> file(String alias, CatalogConfig catalog) {
        Map<String, Object> attach = new LinkedHashMap<>();
        attach.put("path", JinjaText.text(catalog.path().orElseThrow().toString()));
        attach.put("alias", name(alias));
        return attach;
    }

    private String endpoint(CatalogConfig catalog) {
        ConfigValue uri = catalog.uri().orElseThrow();
        return uri instanceof ConfigValue.Literal literal
                ? JinjaText.text(literal.value().replaceFirst("/+$", ""))
                : JinjaText.variable(names.address((SecretRef) uri));
    }

    private String tokenEndpoint(CatalogConfig catalog) {
        ConfigValue uri = catalog.uri().orElseThrow();
        return uri instanceof ConfigValue.Literal literal
                ? JinjaText.text(literal.value().replaceFirst("/+$", "") + OAuth2Credentials.TOKEN_PATH)
                : JinjaText.variable(names.address((SecretRef) uri)) + OAuth2Credentials.TOKEN_PATH;
    }

    /** The catalog's name in SQL, into which dbt-duckdb puts it as it is. */
    private static String name(String alias) {
        return alias.equals(Lakehouse.ALIAS) ? alias : "\"" + alias.replace("\"", "\"\"") + "\"";
    }

    private static String secretName(String alias) {
        return "floe_" + alias.replaceAll("[^A-Za-z0-9_]", "_");
    }
}

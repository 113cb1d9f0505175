package dev.floe.config.internal.resolve;

import dev.floe.config.CatalogConfig;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.HttpConfig;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Notice;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.PlatformConfig;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedHttp;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import dev.floe.config.SecretRef;
import dev.floe.config.StorageConfig;
import dev.floe.config.StorageKeys;
import dev.floe.config.UnsupportedCatalog;
import dev.floe.config.internal.Addresses;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Catalogs and storages with their references and secrets resolved, each once. Not thread-safe. */
final class CatalogResolver {
    private final PlatformConfig platform;
    private final Tier tier;
    private final SecretReader secrets;
    private final String defaultStorage;
    private final Map<String, Optional<ResolvedCatalog>> catalogs = new LinkedHashMap<>();
    private final Map<String, Optional<ResolvedStorage>> storages = new LinkedHashMap<>();

    CatalogResolver(PlatformConfig platform, Tier tier, SecretReader secrets, String defaultStorage) {
        this.platform = platform;
        this.tier = tier;
        this.secrets = secrets;
        this.defaultStorage = defaultStorage;
    }

    /** A catalog of the platform; empty if it has problems. */
    Optional<ResolvedCatalog> catalog(String name) {
        if (!catalogs.containsKey(name)) {
            catalogs.put(
                    name, Optional.ofNullable(platform.catalogs().get(name)).flatMap(config -> resolve(name, config)));
        }
        return catalogs.getOrDefault(name, Optional.empty());
    }

    /** A storage of the platform; empty if it has problems. */
    Optional<ResolvedStorage> storage(String name) {
        if (!storages.containsKey(name)) {
            storages.put(
                    name, Optional.ofNullable(platform.storage().get(name)).flatMap(config -> resolve(name, config)));
        }
        return storages.getOrDefault(name, Optional.empty());
    }

    private Optional<ResolvedCatalog> resolve(String name, CatalogConfig config) {
        String path = KeyPath.of("catalogs", name);
        return switch (config.type()) {
            case DUCKDB -> config.path().map(file -> new DuckDbCatalog(name, config.namespace(), file));
            case POLARIS, REST -> rest(name, path, config);
            case GLUE, NESSIE, HIVE -> Optional.of(new UnsupportedCatalog(name, config.namespace(), config.type()));
        };
    }

    private Optional<ResolvedCatalog> rest(String name, String path, CatalogConfig config) {
        Optional<URI> uri = config.uri().flatMap(value -> address(KeyPath.of(path, "uri"), value));
        String at = KeyPath.of(path, "credentials");
        Optional<Optional<OAuth2Credentials>> credentials = config.credentials().isEmpty()
                ? Optional.of(Optional.empty())
                : oauth2(at, config.credentials().get(), uri);
        Optional<ResolvedHttp> http = config.http().isEmpty()
                ? Optional.of(ResolvedHttp.none())
                : http(KeyPath.of(path, "http"), config.http().get());
        Optional<ResolvedStorage> storage = storage(config.storage().orElse(defaultStorage));
        if (uri.isEmpty() || config.warehouse().isEmpty() || credentials.isEmpty() || http.isEmpty()) {
            return Optional.empty();
        }
        String namespace = config.namespace().toLowerCase(Locale.ROOT);
        if (!namespace.equals(config.namespace())) {
            tier.notice(new Notice(
                    Notice.NAMESPACE_ADAPTED,
                    "catalog " + name + ": namespace " + config.namespace() + " becomes " + namespace
                            + ", since names on Iceberg are lower case"));
        }
        return Optional.of(new IcebergRestCatalog(
                name,
                namespace,
                config.type(),
                uri.get(),
                config.warehouse().get(),
                credentials.get(),
                http.get(),
                config.accessDelegation(),
                config.writePath(),
                storage,
                config.properties()));
    }

    /** The credentials; an inner empty if there are none to log in with, an outer empty if they have problems. */
    private Optional<Optional<OAuth2Credentials>> oauth2(String path, CredentialsConfig config, Optional<URI> catalog) {
        Optional<Secret> id;
        Optional<Secret> secret;
        if (config.secretRef().isPresent()) {
            SecretRef both = config.secretRef().get();
            id = secrets.readId(KeyPath.of(path, "secret_ref"), SecretNames.clientId(both));
            secret = secrets.read(KeyPath.of(path, "secret_ref"), SecretNames.clientSecret(both));
        } else if (config.clientId().isEmpty() && config.clientSecret().isEmpty()) {
            return Optional.of(Optional.empty());
        } else {
            id = config.clientId().flatMap(value -> handle(KeyPath.of(path, "client_id"), value));
            secret = config.clientSecret().flatMap(ref -> secrets.read(KeyPath.of(path, "client_secret"), ref));
        }
        Optional<URI> endpoint = config.tokenUri()
                .flatMap(uri -> address(KeyPath.of(path, "token_uri"), ConfigValue.of(uri.toString())))
                .or(() -> catalog.map(uri -> URI.create(uri + OAuth2Credentials.TOKEN_PATH)));
        if (id.isEmpty() || secret.isEmpty() || endpoint.isEmpty()) {
            return Optional.empty();
        }
        String scope = config.scope().orElse(OAuth2Credentials.DEFAULT_SCOPE);
        return Optional.of(Optional.of(new OAuth2Credentials(id.get(), secret.get(), scope, endpoint.get())));
    }

    /** How the catalog is reached; empty if the proxy's password is not to be had. */
    private Optional<ResolvedHttp> http(String path, HttpConfig config) {
        Optional<Secret> password =
                config.proxyPassword().flatMap(ref -> secrets.read(KeyPath.of(path, "proxy_password"), ref));
        if (password.isPresent() != config.proxyUser().isPresent()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>(config.headers());
        config.realm().ifPresent(realm -> headers.put(HttpConfig.REALM_HEADER, realm));
        return Optional.of(new ResolvedHttp(
                config.caFile(),
                config.proxy(),
                config.proxyUser(),
                password,
                config.timeout().isPresent()
                        ? Optional.of(Duration.ofSeconds(config.timeout().getAsInt()))
                        : Optional.empty(),
                config.retries(),
                headers));
    }

    private Optional<ResolvedStorage> resolve(String name, StorageConfig config) {
        String path = KeyPath.of("storage", name);
        Optional<URI> endpoint = config.endpoint().flatMap(value -> address(KeyPath.of(path, "endpoint"), value));
        Optional<StorageKeys> keys =
                config.credentials().flatMap(credentials -> keys(KeyPath.of(path, "credentials"), credentials));
        return Optional.of(new ResolvedStorage(
                name, config.type(), endpoint, config.region(), config.bucket(), config.pathStyleAccess(), keys));
    }

    private Optional<StorageKeys> keys(String path, CredentialsConfig config) {
        Optional<Secret> id;
        Optional<Secret> secret;
        if (config.secretRef().isPresent()) {
            SecretRef both = config.secretRef().get();
            id = secrets.readId(KeyPath.of(path, "secret_ref"), SecretNames.accessKeyId(both));
            secret = secrets.read(KeyPath.of(path, "secret_ref"), SecretNames.secretAccessKey(both));
        } else {
            id = config.clientId().flatMap(value -> handle(KeyPath.of(path, "client_id"), value));
            secret = config.clientSecret().flatMap(ref -> secrets.read(KeyPath.of(path, "client_secret"), ref));
        }
        return id.flatMap(i -> secret.map(s -> new StorageKeys(i, s)));
    }

    private Optional<Secret> handle(String path, ConfigValue value) {
        if (value instanceof ConfigValue.Literal literal) {
            return Optional.of(Secret.of(path, literal::value));
        }
        return secrets.readId(path, (SecretRef) value);
    }

    private Optional<URI> address(String path, ConfigValue value) {
        Optional<String> text = value instanceof ConfigValue.Literal literal
                ? Optional.of(literal.value())
                : secrets.read(path, (SecretRef) value).map(Secret::reveal);
        try {
            return text.map(Addresses::http);
        } catch (IllegalArgumentException e) {
            if (value instanceof SecretRef ref) {
                tier.problem(
                        path,
                        Codes.INVALID_VALUE,
                        "the value of secret '" + ref + "' cannot be used: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}

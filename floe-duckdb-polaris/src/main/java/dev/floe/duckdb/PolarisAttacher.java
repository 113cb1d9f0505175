package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.Secret;
import dev.floe.duckdb.internal.Queries;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a Polaris (or any Iceberg REST) catalog to a DuckDB instance. Immutable and thread-safe; several threads may attach the
 * same alias at once, and one of them does it.
 *
 * <p>The caller's connection is only used to reach its instance: floe works on a connection of its own beside it, so that an open
 * transaction neither hides nor undoes the attachment, and the caller's autocommit, transaction and settings stay as they are.
 *
 * <p>The order is always extensions, credentials, ATTACH; no setting of DuckDB's secret manager is ever issued. If attaching fails,
 * no alias, secret or setting is left behind; extensions stay loaded.
 *
 * <pre>{@code
 * AttachedCatalog catalog = PolarisAttacher.builder(URI.create("https://polaris.example/api/catalog"), "demo")
 *         .clientId(clientId)
 *         .clientSecret(clientSecret)
 *         .scope("PRINCIPAL_ROLE:service_admin")
 *         .build()
 *         .attach(connection);
 * }</pre>
 */
public final class PolarisAttacher {
    /** The alias of a catalog that is given none. */
    public static final String DEFAULT_ALIAS = "polaris_catalog";

    /** How long one HTTP request may take while attaching, unless stated. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final AttachTarget target;
    private final AttachOptions options;

    /** An ATTACH that loses a race is one that fails, which DuckDB 1.5.5 answers badly: see {@link Builder#preflight}. */
    private final Semaphore oneAtATime = new Semaphore(1);

    private PolarisAttacher(AttachTarget target, AttachOptions options) {
        this.target = target;
        this.options = options;
    }

    /**
     * A builder for a catalog.
     *
     * @param uri the catalog's address, {@code https://host/api/catalog} for Polaris
     * @param warehouse the warehouse; in Polaris, the name of the catalog
     * @throws IllegalArgumentException if the address is no http or https URL, or holds a user, query or fragment
     */
    public static Builder builder(URI uri, String warehouse) {
        return new Builder(AttachTarget.checked(uri), warehouse);
    }

    /**
     * A builder with everything that a configuration says: credentials, scope, delegation, storage keys, {@link HttpOptions#of}, and
     * as extra options the properties that DuckDB knows ({@code max-table-staleness} or {@code MAX_TABLE_STALENESS}). Its other
     * properties are left to others.
     *
     * @throws DuckDbException {@code SETTING_REFUSED} as {@link Builder#accessDelegation}, {@link Builder#storage} and {@link
     *     HttpOptions#of}
     */
    public static Builder builder(IcebergRestCatalog catalog) {
        Builder builder = builder(catalog.uri(), catalog.warehouse())
                .accessDelegation(catalog.accessDelegation())
                .http(HttpOptions.of(catalog));
        catalog.credentials().ifPresent(builder::credentials);
        catalog.storage().ifPresent(builder::storage);
        catalog.properties().forEach((name, value) -> {
            if (AttachOptions.isExtra(AttachOptions.optionName(name))) {
                builder.option(name, value);
            }
        });
        return builder;
    }

    /**
     * Attaches the catalog, or finds it attached.
     *
     * @param connection a DuckDB connection, or one that unwraps to it; stays as it is
     * @return what is attached, and what else changed on the instance
     * @throws DuckDbException with nothing left behind: {@code ALIAS_IN_USE} if the alias stands for something else, {@code
     *     EXTENSION_UNAVAILABLE}, {@code CATALOG_UNAUTHORIZED}, {@code CATALOG_FORBIDDEN}, {@code WAREHOUSE_NOT_FOUND}, {@code
     *     CATALOG_UNREACHABLE}, {@code CATALOG_FAILED}, {@code SETTING_REFUSED}, {@code NOT_A_DUCKDB_CONNECTION}, {@code
     *     DEADLINE_EXCEEDED} at the latest a second after the {@link Builder#deadline}, {@code CANCELLED} if the thread is interrupted
     * @throws dev.floe.config.ConfigException if a secret's source does not hold it any more
     */
    public AttachedCatalog attach(Connection connection) {
        return new Attempt(target, options, oneAtATime, false).attach(connection);
    }

    /**
     * Attaches the catalog anew, with credentials read from their sources now: after a token's end ({@link
     * AttachedCatalog#expiresAt()}), or after credentials were rotated. Attaches it if it is not attached.
     *
     * <p>The catalog is asked first, whatever {@link Builder#preflight} says: credentials that it refuses leave the attachment as it is.
     * Then the alias is detached and attached; statements that begin just in between do not find it. Everything else on the instance
     * stays: other catalogs, tables, temporary objects, {@code USE}. A transaction that has begun, of whatever connection, goes on with
     * the attachment that it began with, and can be committed (DuckDB 1.5.5).
     *
     * @return as {@link #attach}, never {@link AttachedCatalog#reused()}
     * @throws DuckDbException as {@link #attach}; {@code ALIAS_IN_USE} only if the alias stands for another catalog, for log-in, scope,
     *     delegation and access may differ. If DuckDB's own ATTACH fails after the catalog's consent, nothing is attached
     * @throws dev.floe.config.ConfigException if a secret's source does not hold it any more
     */
    public AttachedCatalog reattach(Connection connection) {
        return new Attempt(target, options, oneAtATime, true).attach(connection);
    }

    /**
     * Detaches the catalog and drops the secrets that came with it, keys that it vended too. Tables must not be in use.
     *
     * @return false if the alias is not attached
     * @throws DuckDbException {@code ALIAS_IN_USE} if the alias stands for something else
     */
    public boolean detach(Connection connection) {
        try (Connection own = Duplicates.of(connection)) {
            Optional<Existing> existing = Existing.find(own, target.alias(), Capabilities.of(own));
            if (existing.isEmpty()) {
                return false;
            }
            existing.get().reuse(target, options.placement());
            Queries.run(own, "DETACH " + Sql.identifier(target.alias()));
            Secrets.dropAll(own, target.alias());
            VendedKeys.dropAll(own, existing.get().alias());
            return true;
        } catch (SQLException e) {
            throw DuckDbException.of(e, Redactor.of(options.secrets(target)), "Detaching " + target.alias());
        }
    }

    AttachTarget target() {
        return target;
    }

    AttachOptions options() {
        return options;
    }

    /** The name that the catalog has in SQL. */
    public String alias() {
        return target.alias();
    }

    /** {@code PolarisAttacher[warehouse 'demo' of https://… as polaris_catalog]}; no secret. */
    @Override
    public String toString() {
        return "PolarisAttacher[" + target.describe() + " as " + target.alias() + "]";
    }

    /** Builds a {@link PolarisAttacher}. Not thread-safe. */
    public static final class Builder {
        private final URI uri;
        private final String warehouse;
        private String alias = DEFAULT_ALIAS;
        private @Nullable Secret clientId;
        private @Nullable Secret clientSecret;
        private String scope = OAuth2Credentials.DEFAULT_SCOPE;
        private @Nullable URI tokenEndpoint;
        private AccessDelegation delegation = AccessDelegation.NONE;
        private boolean readOnly;
        private CredentialPlacement placement = CredentialPlacement.INLINE;
        private final Map<String, String> extra = new LinkedHashMap<>();
        private HttpOptions http = HttpOptions.none();
        private Optional<Duration> deadline = Optional.empty();
        private @Nullable ResolvedStorage storage;
        private DuckDbExtensions extensions = DuckDbExtensions.auto();
        private boolean preflight = true;

        private Builder(URI uri, String warehouse) {
            this.uri = uri;
            this.warehouse = requireNonNull(warehouse, "warehouse");
            Sql.literal(warehouse);
            if (warehouse.isBlank()) {
                throw new IllegalArgumentException("the warehouse cannot be blank");
            }
        }

        /** The name that the catalog gets in SQL; {@value PolarisAttacher#DEFAULT_ALIAS} by default. Any text; compared without case. */
        public Builder alias(String alias) {
            Sql.identifier(alias);
            this.alias = alias;
            return this;
        }

        /** Who logs in. Without client id and secret the catalog is attached without logging in. */
        public Builder clientId(Secret clientId) {
            this.clientId = requireNonNull(clientId, "clientId");
            return this;
        }

        /** The proof. */
        public Builder clientSecret(Secret clientSecret) {
            this.clientSecret = requireNonNull(clientSecret, "clientSecret");
            return this;
        }

        /** Client id, client secret, scope and token endpoint at once. */
        public Builder credentials(OAuth2Credentials credentials) {
            return clientId(credentials.clientId())
                    .clientSecret(credentials.clientSecret())
                    .scope(credentials.scope())
                    .tokenEndpoint(credentials.tokenEndpoint());
        }

        /** The OAuth2 scope, always sent; {@value OAuth2Credentials#DEFAULT_SCOPE}, all roles of the principal, by default. */
        public Builder scope(String scope) {
            if (requireNonNull(scope, "scope").isBlank()) {
                throw new IllegalArgumentException("the scope cannot be blank");
            }
            this.scope = scope;
            return this;
        }

        /** Where tokens are fetched; {@code <uri>/v1/oauth/tokens} by default. */
        public Builder tokenEndpoint(URI endpoint) {
            this.tokenEndpoint = AttachTarget.checkedEndpoint(endpoint);
            return this;
        }

        /**
         * How the catalog hands out access to its storage, always sent; {@link AccessDelegation#NONE} by default.
         *
         * @throws DuckDbException {@code SETTING_REFUSED} for remote signing, which DuckDB cannot do
         */
        public Builder accessDelegation(AccessDelegation delegation) {
            if (delegation == AccessDelegation.REMOTE_SIGNING) {
                throw DuckDbException.of(
                        ErrorCode.SETTING_REFUSED,
                        "Access delegation remote-signing of " + uri
                                + " cannot be used: DuckDB's Iceberg extension cannot have its storage requests signed by the"
                                + " catalog. Use vended-credentials, or none with storage keys.");
            }
            this.delegation = requireNonNull(delegation, "delegation");
            return this;
        }

        /** Whether writing through the alias is refused by DuckDB; false by default. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Where the credentials go; {@link CredentialPlacement#INLINE} by default. */
        public Builder placement(CredentialPlacement placement) {
            this.placement = requireNonNull(placement, "placement");
            return this;
        }

        /**
         * A further option of DuckDB's ATTACH, bound as a value: {@code MAX_TABLE_STALENESS}, {@code SUPPORT_NESTED_NAMESPACES} and the
         * like; dashes are taken for underscores.
         *
         * @throws IllegalArgumentException if DuckDB 1.5.5 does not know it for catalogs of type iceberg, or the builder has its own
         *     method for it
         */
        public Builder option(String name, String value) {
            String option = AttachOptions.optionName(name);
            if (!AttachOptions.isExtra(option)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not an extra option of ATTACH for Iceberg REST catalogs;" + " known are "
                                + AttachOptions.extras());
            }
            extra.put(option, requireNonNull(value, "value"));
            return this;
        }

        /**
         * How the catalog is reached, for floe's own requests and DuckDB's; {@link HttpOptions#none()} by default.
         *
         * <p>A proxy and headers become a temporary DuckDB secret for the catalog's addresses that lives as long as the catalog is
         * attached. A timeout, retries and a file of authorities become settings of the <em>whole instance</em>, and stay after a
         * detach. On DuckDB 1.4, which accepts any certificate unless told otherwise, attaching a catalog over TLS turns
         * verification on for the whole instance.
         */
        public Builder http(HttpOptions options) {
            this.http = requireNonNull(options, "options");
            return this;
        }

        /**
         * How long {@link PolarisAttacher#attach} may take altogether; without one, only its single requests are bounded. DuckDB's own
         * calls cannot be interrupted: if it is in one, floe gives up waiting, says after what time the call ends, and takes back what
         * it still attaches. Until then, further calls of this attacher wait.
         *
         * @param deadline positive
         */
        public Builder deadline(Duration deadline) {
            if (deadline.isZero() || deadline.isNegative()) {
                throw new IllegalArgumentException("a deadline must be positive: " + deadline);
            }
            this.deadline = Optional.of(deadline);
            return this;
        }

        /**
         * The storage behind the catalog. If it has keys, they become a temporary DuckDB secret, scoped to its bucket, that lives as long
         * as the catalog is attached; the value of the secret key is not shown by DuckDB.
         *
         * @throws DuckDbException {@code SETTING_REFUSED} if it has keys and is neither S3 nor local
         */
        public Builder storage(ResolvedStorage storage) {
            StorageSecret.check(storage);
            this.storage = storage;
            return this;
        }

        /** Where DuckDB's extensions come from; {@link DuckDbExtensions#auto()} by default. */
        public Builder extensions(DuckDbExtensions extensions) {
            this.extensions = requireNonNull(extensions, "extensions");
            return this;
        }

        /**
         * Whether floe asks the catalog itself, for a token and for its configuration of the warehouse, before DuckDB does; true by
         * default. It makes failures quick and exact. And it keeps ATTACH itself from failing: after a failed ATTACH, DuckDB 1.5.5 may
         * send the requests of a later one, bearer token included, to the server of the failed one. Skipped where a setting or a
         * secret of the host's sends DuckDB through a proxy, for floe cannot read how to use it.
         */
        public Builder preflight(boolean preflight) {
            this.preflight = preflight;
            return this;
        }

        /**
         * The attacher.
         *
         * @throws IllegalStateException if only one of client id and client secret is given, or none under {@link
         *     CredentialPlacement#TOKEN}
         */
        public PolarisAttacher build() {
            if ((clientId == null) != (clientSecret == null)) {
                throw new IllegalStateException("client id and client secret go together; only one was given");
            }
            Optional<OAuth2Credentials> credentials = Optional.empty();
            if (clientId != null && clientSecret != null) {
                URI endpoint = tokenEndpoint == null ? URI.create(uri + OAuth2Credentials.TOKEN_PATH) : tokenEndpoint;
                credentials = Optional.of(new OAuth2Credentials(clientId, clientSecret, scope, endpoint));
            } else if (placement == CredentialPlacement.TOKEN) {
                throw new IllegalStateException("a token can only be fetched with a client id and a client secret");
            }
            AttachTarget target = new AttachTarget(alias, uri, warehouse, credentials, delegation, readOnly);
            return new PolarisAttacher(
                    target,
                    new AttachOptions(
                            placement, extra, http, deadline, Optional.ofNullable(storage), extensions, preflight));
        }
    }
}

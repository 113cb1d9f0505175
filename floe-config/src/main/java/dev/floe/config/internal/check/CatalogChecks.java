package dev.floe.config.internal.check;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.WritePath;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.util.Set;

/** Rules for one entry of {@code catalogs}. */
final class CatalogChecks {
    private CatalogChecks() {}

    static void check(Tier tier, String path, CatalogConfig catalog, Set<String> storages) {
        catalog.storage()
                .ifPresent(name ->
                        Names.reference(tier, KeyPath.of(path, "storage"), "storage", "storage", name, storages));
        if (tier.isSpoilt(KeyPath.of(path, "type"))) {
            // what is needed depends on it
            return;
        }
        switch (catalog.type()) {
            case DUCKDB -> duckdb(tier, path, catalog);
            case POLARIS, REST -> rest(tier, path, catalog);
            case GLUE, NESSIE, HIVE -> {}
        }
    }

    private static void duckdb(Tier tier, String path, CatalogConfig catalog) {
        if (catalog.path().isEmpty()) {
            tier.problem(
                    KeyPath.of(path, "path"),
                    Codes.MISSING_KEY,
                    "this key is missing: a catalog of type duckdb needs the path of its database file");
        }
        String why = "a catalog of type duckdb is a local file";
        notApplied(tier, KeyPath.of(path, "uri"), catalog.uri().isPresent(), why);
        notApplied(tier, KeyPath.of(path, "warehouse"), catalog.warehouse().isPresent(), why);
        notApplied(tier, KeyPath.of(path, "credentials"), catalog.credentials().isPresent(), why);
        notApplied(tier, KeyPath.of(path, "http"), catalog.http().isPresent(), why);
        notApplied(tier, KeyPath.of(path, "storage"), catalog.storage().isPresent(), why);
        notApplied(
                tier, KeyPath.of(path, "access_delegation"), catalog.accessDelegation() != AccessDelegation.NONE, why);
        notApplied(tier, KeyPath.of(path, "write_path"), catalog.writePath() != WritePath.COMMIT, why);
        notApplied(tier, KeyPath.of(path, "properties"), !catalog.properties().isEmpty(), why);
    }

    private static void rest(Tier tier, String path, CatalogConfig catalog) {
        String uri = KeyPath.of(path, "uri");
        catalog.uri()
                .ifPresentOrElse(
                        value -> CredentialsChecks.address(tier, uri, value),
                        () -> tier.problem(
                                uri,
                                Codes.MISSING_KEY,
                                "this key is missing: the address of the catalog, such as"
                                        + " https://host:8181/api/catalog"));
        String warehouse = KeyPath.of(path, "warehouse");
        if (catalog.warehouse().isEmpty()) {
            tier.problem(
                    warehouse, Codes.MISSING_KEY, "this key is missing: the warehouse, which Polaris calls a catalog");
        }
        if (catalog.accessDelegation() == AccessDelegation.REMOTE_SIGNING) {
            tier.problem(
                    KeyPath.of(path, "access_delegation"),
                    Codes.UNSUPPORTED,
                    "DuckDB cannot have its storage requests signed by the catalog; use vended-credentials, or none with"
                            + " a storage that has credentials");
        }
        String credentials = KeyPath.of(path, "credentials");
        if (catalog.type() == CatalogType.POLARIS
                && !CredentialsChecks.usable(tier, credentials, catalog.credentials())) {
            tier.problem(
                    credentials,
                    Codes.MISSING_KEY,
                    "a polaris catalog needs credentials: mode oauth2, client_id and client_secret");
        } else {
            catalog.credentials().ifPresent(value -> CredentialsChecks.catalog(tier, credentials, value));
        }
        catalog.http().ifPresent(http -> HttpChecks.check(tier, KeyPath.of(path, "http"), http));
        notApplied(tier, KeyPath.of(path, "path"), catalog.path().isPresent(), "it belongs to type duckdb");
    }

    private static void notApplied(Tier tier, String path, boolean there, String why) {
        if (there) {
            tier.notApplied(path, why);
        }
    }
}

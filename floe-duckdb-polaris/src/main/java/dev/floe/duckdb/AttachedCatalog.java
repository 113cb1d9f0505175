package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A catalog that is attached to a DuckDB instance, under its alias, for every connection of the instance.
 *
 * @param alias the name it has in SQL
 * @param uri the catalog's address
 * @param warehouse the warehouse
 * @param placement where the credentials were put; of an attachment that was found there, how it was asked for
 * @param reused whether the attachment was there already and nothing was sent to the catalog
 * @param storageSecret the temporary DuckDB secret that holds the storage's keys for as long as the catalog is attached, if there is
 *     one
 * @param changes what attaching changed on the instance beside the alias, one line each: extensions loaded, secrets that stay
 * @param expiresAt when the bearer token ends, under {@link CredentialPlacement#TOKEN}
 */
public record AttachedCatalog(
        String alias,
        URI uri,
        String warehouse,
        CredentialPlacement placement,
        boolean reused,
        Optional<String> storageSecret,
        List<String> changes,
        Optional<Instant> expiresAt) {
    /** Copies the list; checks that nothing is null. */
    public AttachedCatalog {
        requireNonNull(alias, "alias");
        requireNonNull(uri, "uri");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(placement, "placement");
        requireNonNull(storageSecret, "storageSecret");
        changes = List.copyOf(changes);
        requireNonNull(expiresAt, "expiresAt");
    }
}

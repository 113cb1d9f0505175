package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * A storage with its references resolved.
 *
 * @param name its logical name
 * @param type what kind of storage
 * @param endpoint the address of an S3-compatible store; the cloud's own if empty
 * @param region the region
 * @param bucket the bucket, if the configuration names one
 * @param pathStyleAccess whether the bucket is part of the path rather than of the host name
 * @param keys a fixed pair of keys; the machine's own identity, or what the catalog vends, if empty
 */
public record ResolvedStorage(
        String name,
        StorageType type,
        Optional<URI> endpoint,
        String region,
        Optional<String> bucket,
        boolean pathStyleAccess,
        Optional<StorageKeys> keys) {
    /** Checks that nothing is null. */
    public ResolvedStorage {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(region, "region");
        requireNonNull(bucket, "bucket");
        requireNonNull(keys, "keys");
    }
}

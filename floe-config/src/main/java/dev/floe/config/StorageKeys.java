package dev.floe.config;

import static java.util.Objects.requireNonNull;

/**
 * A fixed pair of keys for a storage.
 *
 * @param accessKeyId who
 * @param secretAccessKey the proof
 */
public record StorageKeys(Secret accessKeyId, Secret secretAccessKey) {
    /** Checks that nothing is null. */
    public StorageKeys {
        requireNonNull(accessKeyId, "accessKeyId");
        requireNonNull(secretAccessKey, "secretAccessKey");
    }
}

package dev.floe.config;

import java.util.Locale;

/** What kind of object storage an entry of {@code storage} is. */
public enum StorageType {
    /** Amazon S3 or a store that speaks its protocol. */
    S3,
    /** Google Cloud Storage. */
    GCS,
    /** Azure Blob Storage. */
    AZURE,
    /** A folder of this machine. */
    LOCAL;

    /** The value as the files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

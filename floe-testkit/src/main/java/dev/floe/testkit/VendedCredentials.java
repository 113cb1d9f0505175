package dev.floe.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Keys of a store that an {@link EmbeddedCatalog} handed out with a table.
 *
 * @param accessKeyId who
 * @param secretAccessKey the proof
 * @param sessionToken what goes with every request that is signed with them
 * @param expiresAt what clients were told; the store may take them longer
 */
public record VendedCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiresAt) {
    /** Checks that nothing is null. */
    public VendedCredentials {
        requireNonNull(accessKeyId, "accessKeyId");
        requireNonNull(secretAccessKey, "secretAccessKey");
        requireNonNull(sessionToken, "sessionToken");
        requireNonNull(expiresAt, "expiresAt");
    }

    /** Key id and end; neither secret. */
    @Override
    public String toString() {
        return "VendedCredentials[" + accessKeyId + " until " + expiresAt + "]";
    }
}

package dev.floe.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * A place in an S3-compatible store for the tables of an {@link EmbeddedCatalog}, reached path-style with a fixed pair of keys. The
 * catalog uses the keys for metadata files and hands them to nobody: clients bring their own.
 *
 * @param endpoint the store, as {@code http://127.0.0.1:9000}; without a path
 * @param region the region that requests are signed for, such as {@code us-east-1}
 * @param bucket the bucket; created by the catalog if it is not there
 * @param prefix the folder of all tables in the bucket, without slashes around it; may be empty
 * @param accessKeyId who
 * @param secretAccessKey the proof
 */
public record S3Storage(
        URI endpoint, String region, String bucket, String prefix, String accessKeyId, String secretAccessKey) {

    /**
     * Checks what would fail only later.
     *
     * @throws IllegalArgumentException if the endpoint is no http or https address of a host, the bucket or a key is empty, or there is
     *     a slash around the prefix
     */
    public S3Storage {
        requireNonNull(region, "region");
        String scheme = String.valueOf(endpoint.getScheme());
        boolean bare = endpoint.getRawPath().replace("/", "").isEmpty() && endpoint.getRawQuery() == null;
        if (!scheme.matches("https?") || endpoint.getHost() == null || !bare) {
            throw new IllegalArgumentException("Not the http or https address of an S3 store: " + endpoint);
        }
        if (bucket.isEmpty() || accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
            throw new IllegalArgumentException("S3 storage needs a bucket, an access key id and a secret access key");
        }
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException("The prefix has a slash around it: " + prefix);
        }
    }

    /** Where tables lie below, {@code s3://bucket/prefix}; no slash at its end. */
    public String location() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /** Location and endpoint; no key. */
    @Override
    public String toString() {
        return "S3Storage[" + location() + " at " + endpoint + "]";
    }
}

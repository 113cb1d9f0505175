package dev.floe.it;

import dev.floe.duckdb.Sql;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * S3-compatible storage that the tests hold keys for.
 *
 * @param endpoint with scheme and port, as {@code http://127.0.0.1:9000}
 * @param bucket the bucket, if it is known; the keys are for any bucket then
 */
record S3Store(URI endpoint, String accessKeyId, String secretAccessKey, Optional<String> bucket) {

    static final String REGION = "us-east-1";

    private static final String PREFIX = "FLOE_IT_S3_";

    /**
     * The store that the environment names by {@code FLOE_IT_S3_ENDPOINT}, {@code …_KEY}, {@code …_SECRET} and, if it likes,
     * {@code …_BUCKET}.
     *
     * @throws IllegalStateException when it is named in part
     */
    static Optional<S3Store> given(UnaryOperator<String> environment) {
        return Optional.ofNullable(environment.apply(PREFIX + "ENDPOINT"))
                .map(endpoint -> new S3Store(
                        URI.create(endpoint),
                        CatalogUnderTest.required(environment, PREFIX + "KEY"),
                        CatalogUnderTest.required(environment, PREFIX + "SECRET"),
                        Optional.ofNullable(environment.apply(PREFIX + "BUCKET"))));
    }

    /** The variables that name it. */
    Map<String, String> asGiven() {
        Map<String, String> environment = new HashMap<>(Map.of(
                PREFIX + "ENDPOINT", endpoint.toString(),
                PREFIX + "KEY", accessKeyId,
                PREFIX + "SECRET", secretAccessKey));
        bucket.ifPresent(name -> environment.put(PREFIX + "BUCKET", name));
        return environment;
    }

    /** The statement that lets a DuckDB instance read and write here. */
    String createSecret() {
        return "CREATE TEMPORARY SECRET it_s3 (TYPE s3, KEY_ID " + Sql.literal(accessKeyId) + ", SECRET "
                + Sql.literal(secretAccessKey) + ", ENDPOINT " + Sql.literal(endpoint.getAuthority()) + ", USE_SSL "
                + endpoint.getScheme().equals("https") + ", URL_STYLE 'path', REGION '" + REGION + "')";
    }

    /** The same for PyIceberg. */
    Map<String, String> properties() {
        return Map.of(
                "s3.endpoint", endpoint.toString(),
                "s3.access-key-id", accessKeyId,
                "s3.secret-access-key", secretAccessKey,
                "s3.region", REGION);
    }

    @Override
    public String toString() {
        return "S3 at " + endpoint;
    }
}

package dev.floe.it;

import dev.floe.duckdb.Sql;
import java.net.URI;
import java.util.Map;

/**
 * S3-compatible storage that the tests hold keys for.
 *
 * @param endpoint with scheme and port, as {@code http://127.0.0.1:9000}
 */
record S3Store(URI endpoint, String accessKeyId, String secretAccessKey) {

    static final String REGION = "us-east-1";

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

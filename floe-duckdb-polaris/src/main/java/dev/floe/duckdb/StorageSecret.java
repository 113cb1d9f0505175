package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.ResolvedStorage;
import dev.floe.config.StorageKeys;
import dev.floe.config.StorageType;
import dev.floe.duckdb.internal.Queries;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The temporary DuckDB secret that holds a storage's keys while a catalog is attached. */
final class StorageSecret {
    private static final String PREFIX = "floe_storage_";

    private StorageSecret() {}

    static void check(ResolvedStorage storage) {
        boolean possible = storage.type() == StorageType.S3 || storage.type() == StorageType.LOCAL;
        if (storage.keys().isPresent() && !possible) {
            throw DuckDbException.of(
                    ErrorCode.SETTING_REFUSED,
                    "Storage '" + storage.name() + "' is of type "
                            + storage.type().name().toLowerCase(Locale.ROOT)
                            + ", whose keys floe cannot hand to DuckDB yet; expected s3. Let the catalog vend credentials instead.");
        }
    }

    /** Creates the secret if the storage has keys; its name. */
    static Optional<String> create(Connection own, String alias, String nonce, Optional<ResolvedStorage> storage)
            throws SQLException {
        Optional<StorageKeys> keys =
                storage.filter(s -> s.type() == StorageType.S3).flatMap(ResolvedStorage::keys);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String name = prefix(alias) + nonce;
        StringBuilder sql = new StringBuilder("CREATE TEMPORARY SECRET ")
                .append(Sql.identifier(name))
                .append(" (TYPE s3, KEY_ID ?, SECRET ?, REGION ?, URL_STYLE ?");
        List<Object> values = new ArrayList<>();
        values.add(keys.get().accessKeyId().reveal());
        values.add(keys.get().secretAccessKey().reveal());
        values.add(storage.get().region());
        values.add(storage.get().pathStyleAccess() ? "path" : "vhost");
        if (storage.get().endpoint().isPresent()) {
            URI endpoint = storage.get().endpoint().get();
            sql.append(", ENDPOINT ?, USE_SSL ?");
            values.add(hostAndPath(endpoint));
            values.add(!"http".equalsIgnoreCase(endpoint.getScheme()));
        }
        if (storage.get().bucket().isPresent()) {
            sql.append(", SCOPE ?");
            values.add("s3://" + storage.get().bucket().get());
        }
        Queries.run(own, sql.append(')').toString(), values);
        return Optional.of(name);
    }

    /** What the secrets for an alias are called. */
    static String prefix(String alias) {
        return PREFIX + Fingerprint.of(alias.toLowerCase(Locale.ROOT)) + "_";
    }

    private static String hostAndPath(URI endpoint) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceFirst("/+$", "");
        return endpoint.getRawAuthority() + path;
    }
}

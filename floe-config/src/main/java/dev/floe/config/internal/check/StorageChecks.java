package dev.floe.config.internal.check;

import dev.floe.config.StorageConfig;
import dev.floe.config.StorageType;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.keys.StorageShape;
import java.util.regex.Pattern;

/** Rules for one entry of {@code storage}. */
final class StorageChecks {
    private static final Pattern S3_BUCKET = Pattern.compile(StorageShape.S3_BUCKET);

    private StorageChecks() {}

    static void check(Tier tier, String path, StorageConfig storage) {
        storage.bucket()
                .filter(bucket -> storage.type() == StorageType.S3
                        && !tier.isSpoilt(KeyPath.of(path, "type"))
                        && !S3_BUCKET.matcher(bucket).matches())
                .ifPresent(bucket -> tier.problem(
                        KeyPath.of(path, "bucket"),
                        Codes.INVALID_VALUE,
                        "'" + Texts.shown(bucket)
                                + "' is not a bucket; 3 to 63 lower-case letters, digits, '-' and '.' are expected"));
        storage.credentials()
                .ifPresent(value -> CredentialsChecks.storage(tier, KeyPath.of(path, "credentials"), value));
    }
}

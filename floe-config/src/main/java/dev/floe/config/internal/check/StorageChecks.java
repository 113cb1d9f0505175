package dev.floe.config.internal.check;

import dev.floe.config.StorageConfig;
import dev.floe.config.StorageType;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import java.util.regex.Pattern;

/** Rules for one entry of {@code storage}. */
final class StorageChecks {
    private static final Pattern S3_BUCKET = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int MAX_LENGTH = 255;

    private StorageChecks() {}

    static void check(Tier tier, String path, StorageConfig storage) {
        storage.endpoint().ifPresent(value -> CredentialsChecks.address(tier, KeyPath.of(path, "endpoint"), value));
        Names.line(tier, KeyPath.of(path, "region"), storage.region(), MAX_LENGTH);
        storage.bucket().ifPresent(bucket -> {
            if (storage.type() == StorageType.S3) {
                if (!S3_BUCKET.matcher(bucket).matches()) {
                    tier.problem(
                            KeyPath.of(path, "bucket"),
                            Codes.INVALID_VALUE,
                            "'" + Texts.shown(bucket)
                                    + "' is not a bucket; 3 to 63 lower-case letters, digits, '-' and '.' are expected");
                }
            } else {
                Names.line(tier, KeyPath.of(path, "bucket"), bucket, MAX_LENGTH);
            }
        });
        storage.credentials()
                .ifPresent(value -> CredentialsChecks.storage(tier, KeyPath.of(path, "credentials"), value));
    }
}

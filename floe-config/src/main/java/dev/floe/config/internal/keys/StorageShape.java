package dev.floe.config.internal.keys;

import dev.floe.config.StorageConfig;
import dev.floe.config.StorageType;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.TextType;
import java.util.List;

/** One entry of {@code storage}. */
public final class StorageShape {
    /** What a bucket of type s3 looks like. */
    public static final String S3_BUCKET = "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    /** The shape. */
    public static final Shape<StorageConfig, StorageConfig.Builder> SHAPE = Shape.of(
                    "storage", name -> StorageConfig.builder(), StorageConfig.Builder::build)
            .key(
                    "type",
                    Choice.of(StorageType.values(), StorageType::key),
                    StorageConfig::type,
                    StorageConfig.Builder::type,
                    "what kind of storage")
            .optional(
                    "endpoint",
                    References.or(Forms.ADDRESS.blankIsNone()),
                    StorageConfig::endpoint,
                    StorageConfig.Builder::endpoint,
                    "the address of an S3-compatible store")
            .byDefault("the cloud's own")
            .with("`path_style_access`, which most such stores want")
            .key("region", TextType.upTo(255), StorageConfig::region, StorageConfig.Builder::region, "the region")
            .optional(
                    "bucket",
                    TextType.upTo(255).called("for `s3`: 3 to 63 lower-case letters, digits, `-`, `.`"),
                    StorageConfig::bucket,
                    StorageConfig.Builder::bucket,
                    "the bucket")
            .key(
                    "path_style_access",
                    Flag.of(),
                    StorageConfig::pathStyleAccess,
                    StorageConfig.Builder::pathStyleAccess,
                    "whether the bucket is part of the path rather than of the host's name")
            .with("`endpoint`")
            .optional(
                    "credentials",
                    Section.of(() -> CredentialsShape.SHAPE),
                    StorageConfig::credentials,
                    StorageConfig.Builder::credentials,
                    "how to log in, see [credentials](#credentials)")
            .byDefault("the machine's own, or what the catalog vends")
            .with("a catalog's `access_delegation`")
            .rule(Rules.whenOrAbsent(
                    "type", List.of("s3"), Rules.property("bucket", Rules.pattern("^" + S3_BUCKET + "$"))))
            .rule(Rules.property("credentials", Rules.property("mode", Rules.not("oauth2"))))
            .build();

    private StorageShape() {}
}

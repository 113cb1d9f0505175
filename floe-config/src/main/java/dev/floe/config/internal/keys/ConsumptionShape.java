package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Whole;
import java.util.Map;

/** {@code consumption} of floe.yaml. */
public final class ConsumptionShape {
    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("consumption")
            .key("enabled", Flag.of(), false, "whether data is offered by Cube")
            .key("port", Whole.of(1, 65_535, ""), 4000, "Cube's port")
            .key("api_secret_ref", References.name(), "Cube's secret")
            .key("database_type", Forms.LINE, "what Cube asks")
            .key("dev_mode", Flag.of(), false, "whether Cube is for developers")
            .section("pre_aggregations", ConsumptionShape::preAggregations, "what is computed in advance")
            .section("security", ConsumptionShape::security, "who sees what")
            .build();

    private ConsumptionShape() {}

    private static Shape<Map<String, Object>, ?> preAggregations() {
        return Plain.of("preAggregations")
                .key("refresh_schedule", Forms.CRON, "*/30 * * * *", "when it is")
                .key("timezone", Forms.TIMEZONE, "UTC", "the time zone of the schedule")
                .key("external", Flag.of(), true, "whether it is kept outside of the source")
                .section("cube_store", ConsumptionShape::cubeStore, "where it is kept")
                .section("export_bucket", ConsumptionShape::exportBucket, "what it goes through")
                .build();
    }

    private static Shape<Map<String, Object>, ?> cubeStore() {
        return Plain.of("cubeStore")
                .key("enabled", Flag.of(), false, "whether there is one")
                .key("s3_bucket", Forms.LINE, "its bucket")
                .key("s3_region", Forms.LINE, "the bucket's region")
                .key("s3_endpoint", Forms.ADDRESS.blankIsNone(), "the address of an S3-compatible store")
                .key("s3_access_key_ref", References.name(), "the access key id")
                .key("s3_secret_key_ref", References.name(), "the secret access key")
                .build();
    }

    private static Shape<Map<String, Object>, ?> exportBucket() {
        return Plain.of("exportBucket")
                .key("enabled", Flag.of(), false, "whether there is one")
                .key("bucket_type", Forms.LINE, "what kind of bucket")
                .key("name", Forms.LINE, "the bucket")
                .key("region", Forms.LINE, "its region")
                .key("access_key_ref", References.name(), "the access key id")
                .key("secret_key_ref", References.name(), "the secret access key")
                .key("integration", Forms.LINE, "the integration of the warehouse")
                .build();
    }

    private static Shape<Map<String, Object>, ?> security() {
        return Plain.of("cubeSecurity")
                .key("row_level", Flag.of(), true, "whether users see their own rows only")
                .key("filter_column", Forms.LINE, "organization_id", "the column that says whose they are")
                .build();
    }
}

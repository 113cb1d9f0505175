package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.TextType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code infrastructure.cloud}. */
public final class CloudShape {
    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("cloud")
            .key("provider", Choice.of("aws", "gcp", "azure", "local"), "local", "whose cloud")
            .key("region", Forms.LINE, "its region; needed by `aws`")
            .section("aws", CloudShape::aws, "what belongs to Amazon's")
            .section("localstack", CloudShape::localstack, "Amazon's services on a developer's machine")
            .rule(Rules.when("provider", List.of("aws"), Rules.required("region")))
            .build();

    private static final TextType ACCOUNT =
            TextType.of("12 digits", Pattern.compile("\\d{12}"), "is not an account; 12 digits are expected");
    private static final TextType VPC = TextType.of(
            "`vpc-…`", Pattern.compile("vpc-[a-f0-9]+"), "is not a network; vpc- and hexadecimal digits are expected");
    private static final TextType KEY_ARN = TextType.of(
            "`arn:aws:kms:…:key/…`",
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/[A-Za-z0-9/_-]+"),
            "is not a key; arn:aws:kms:region:123456789012:key/id is expected");

    private CloudShape() {}

    private static Shape<Map<String, Object>, ?> aws() {
        return Plain.of("aws")
                .key("account_id", ACCOUNT, "the account")
                .section("vpc", CloudShape::vpc, "the network")
                .section("iam", CloudShape::iam, "roles")
                .section("kms", CloudShape::kms, "keys")
                .section("cloudwatch", CloudShape::cloudwatch, "logs and metrics")
                .build();
    }

    private static Shape<Map<String, Object>, ?> vpc() {
        return Plain.of("vpc")
                .key("id", VPC, "the network's id")
                .key("subnets", Maps.of(Lists.of(Forms.LINE)), "subnets, by kind")
                .build();
    }

    private static Shape<Map<String, Object>, ?> iam() {
        return Plain.of("iam")
                .key("service_accounts", Maps.of(Section.of(CloudShape::serviceAccount)), "service accounts, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> serviceAccount() {
        return Plain.of("serviceAccount")
                .key("role_arn", Forms.ROLE_ARN, "the account's role")
                .needed("the role of the account")
                .build();
    }

    private static Shape<Map<String, Object>, ?> kms() {
        return Plain.of("kms").key("key_arn", KEY_ARN, "the key").build();
    }

    private static Shape<Map<String, Object>, ?> cloudwatch() {
        return Plain.of("cloudwatch")
                .key("enabled", Flag.of(), false, "whether it is used")
                .key("log_group", Forms.LINE, "where logs go")
                .key("metrics_namespace", Forms.LINE, "where metrics go")
                .build();
    }

    private static Shape<Map<String, Object>, ?> localstack() {
        return Plain.of("localstack")
                .key("enabled", Flag.of(), false, "whether it is used")
                .key("endpoint", Forms.ADDRESS.blankIsNone(), "its address")
                .key("services", Lists.of(Forms.LINE), List.of("s3", "sts"), "which services it has")
                .build();
    }
}

package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Tree;
import dev.floe.config.internal.shape.Whole;
import java.util.List;
import java.util.Map;

/** {@code governance} of either file. */
public final class GovernanceShape {
    private static final Whole DAYS = Whole.of(1, 36_500, "days");
    private static final Choice<String> FRAMEWORK = Choice.of("gdpr", "ccpa", "soc2", "hipaa", "pci_dss");

    /** platform.yaml's. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("governance")
            .section("classifications", GovernanceShape::classifications, "kinds of data")
            .section("retention", GovernanceShape::retention, "how long data is kept")
            .section("compliance", GovernanceShape::compliance, "rules of others")
            .section("data_quality", GovernanceShape::dataQuality, "checks of data")
            .build();

    /** floe.yaml's. */
    public static final Shape<Map<String, Object>, ?> PROJECT = Plain.of("projectGovernance")
            .key("classification_source", Choice.of("dbt_meta", "external"), "dbt_meta", "where columns are classified")
            .key("policies", Tree.of(), "the project's own rules")
            .key("emit_lineage", Flag.of(), true, "whether lineage is told")
            .build();

    private GovernanceShape() {}

    private static Shape<Map<String, Object>, ?> classifications() {
        return Plain.of("classifications")
                .key("enabled", Flag.of(), false, "whether they are enforced")
                .key("classes", Maps.of(Section.of(GovernanceShape::dataClass)), "classes, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> dataClass() {
        return Plain.of("dataClass")
                .key("sensitivity", Choice.of("low", "medium", "high", "critical"), "medium", "how sensitive it is")
                .key("encryption_required", Flag.of(), false, "whether it has to be encrypted")
                .key("retention_days", DAYS, "how long it is kept")
                .key("require_approval", Flag.of(), false, "whether access has to be approved")
                .key("compliance_required", Lists.of(FRAMEWORK), "which rules apply")
                .key("masking_required", Flag.of(), false, "whether it is masked where it is shown")
                .build();
    }

    private static Shape<Map<String, Object>, ?> retention() {
        return Plain.of("retention")
                .key("enabled", Flag.of(), false, "whether it is enforced")
                .section("default_policy", GovernanceShape::policy, "what holds where nothing is said")
                .key("policies", Maps.of(Section.of(GovernanceShape::policy)), "policies, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> policy() {
        return Plain.of("retentionPolicy")
                .key("retention_days", DAYS, 730, "how long data is kept")
                .key("archive_after_days", DAYS, "when it goes to cold storage")
                .build();
    }

    private static Shape<Map<String, Object>, ?> compliance() {
        return Plain.of("compliance")
                .key("enabled", Flag.of(), false, "whether it is enforced")
                .key("frameworks", Maps.of(Section.of(GovernanceShape::framework)), "frameworks, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> framework() {
        return Plain.of("framework")
                .key("enabled", Flag.of(), false, "whether it applies")
                .key("enforcement", Choice.of("strict", "moderate", "permissive"), "moderate", "how strictly")
                .build();
    }

    private static Shape<Map<String, Object>, ?> dataQuality() {
        return Plain.of("dataQuality")
                .key("enabled", Flag.of(), false, "whether data is checked")
                .key(
                        "default_checks",
                        Lists.of(Choice.of(
                                "schema_validation",
                                "null_percentage",
                                "unique_constraints",
                                "referential_integrity",
                                "value_ranges",
                                "freshness")),
                        List.of("schema_validation", "null_percentage"),
                        "what is checked everywhere")
                .key("fail_on_error", Flag.of(), false, "whether a run fails of it")
                .build();
    }
}

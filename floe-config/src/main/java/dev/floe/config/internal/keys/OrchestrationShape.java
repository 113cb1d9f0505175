package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.TextType;
import dev.floe.config.internal.shape.Tree;
import dev.floe.config.internal.shape.Variants;
import dev.floe.config.internal.shape.Whole;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code orchestration} of floe.yaml. */
public final class OrchestrationShape {
    private static final TextType MODULE = TextType.of(
            "`package.module`",
            Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)*"),
            "is not the path of a module");
    private static final String FOR_PEOPLE = "for people";
    private static final String NEEDS_JOB = "the job that it starts";

    private static final Variants PARTITION = Variants.of()
            .variant("time_window", OrchestrationShape::timeWindow)
            .variant("static", OrchestrationShape::fixed)
            .variant("multi", OrchestrationShape::multi)
            .variant("dynamic", OrchestrationShape::dynamic);
    private static final Variants JOB =
            Variants.of().variant("batch", OrchestrationShape::batch).variant("ops", OrchestrationShape::ops);
    private static final Variants SENSOR = Variants.of()
            .variant("file_watcher", OrchestrationShape::fileWatcher)
            .variant("asset_sensor", OrchestrationShape::assetSensor)
            .variant("run_status", OrchestrationShape::runStatus)
            .variant("custom", OrchestrationShape::custom);

    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("orchestration")
            .key("asset_modules", Lists.of(MODULE), "Python modules with assets")
            .section("dbt", OrchestrationShape::dbt, "the dbt project")
            .key("partitions", Maps.of(Forms.IDENTIFIER, PARTITION), "partitions, by name")
            .key("assets", Maps.of(Section.of(OrchestrationShape::asset)), "settings of assets, by glob")
            .key("jobs", Maps.of(Forms.IDENTIFIER, JOB), "jobs, by name")
            .key("schedules", Maps.of(Forms.IDENTIFIER, Section.of(OrchestrationShape::schedule)), "schedules, by name")
            .key("sensors", Maps.of(Forms.IDENTIFIER, SENSOR), "sensors, by name")
            .key("backfills", Maps.of(Forms.IDENTIFIER, Section.of(OrchestrationShape::backfill)), "backfills, by name")
            .build();

    private OrchestrationShape() {}

    private static Shape<Map<String, Object>, ?> dbt() {
        return Plain.of("dbt")
                .key("manifest_path", Forms.LINE, "the project's manifest")
                .needed("the path of manifest.json")
                .key("observability_level", Choice.of("per_model", "job_level"), "per_model", "what is one step")
                .key("project_dir", Forms.LINE, "the project's folder")
                .key("profiles_dir", Forms.LINE, "the folder of profiles.yml")
                .key("target", Forms.IDENTIFIER, "the target of the profile")
                .build();
    }

    private static Plain timeWindow(Plain shape) {
        return shape.key("start", Forms.DAY, "the first day")
                .needed("the first day")
                .key("cron_schedule", Forms.CRON, "when a partition ends")
                .needed("when a partition ends")
                .key("timezone", Forms.TIMEZONE, "UTC", "the time zone of the schedule")
                .key("end", Forms.DAY, "the day after the last")
                .key("fmt", Forms.LINE, "how a partition is written");
    }

    private static Plain fixed(Plain shape) {
        return shape.key("partition_keys", Lists.atLeastOne(Forms.LINE), "the partitions, each once")
                .needed("the partitions");
    }

    private static Plain multi(Plain shape) {
        return shape.key("partitions", Maps.of(PARTITION), "the dimensions, by name")
                .needed("the dimensions");
    }

    private static Plain dynamic(Plain shape) {
        return shape.key("fn", Forms.FUNCTION, "what tells the partitions");
    }

    private static Shape<Map<String, Object>, ?> asset() {
        return Plain.of("asset")
                .key("partitions", Forms.IDENTIFIER, "an entry of `partitions`")
                .key("automation_condition", Choice.of("eager", "on_cron", "on_missing"), "when it is made by itself")
                .key("backfill_policy", Choice.of("lazy", "eager"), "how it is made up for")
                .key("compute_kind", Forms.LINE, "what makes it")
                .key("group_name", Forms.IDENTIFIER, "its group")
                .build();
    }

    private static Plain batch(Plain shape) {
        return described(shape.key("selection", Lists.atLeastOne(Forms.LINE), "which assets")
                .needed("which assets"));
    }

    private static Plain ops(Plain shape) {
        return described(shape.key("target_function", Forms.FUNCTION, "what is called")
                .needed("what is called")
                .key("args", Tree.of(), "what it is called with"));
    }

    private static Shape<Map<String, Object>, ?> schedule() {
        return Plain.of("schedule")
                .key("job", Forms.IDENTIFIER, "the entry of `jobs`")
                .needed(NEEDS_JOB)
                .key("cron_schedule", Forms.CRON, "when")
                .needed("when it starts")
                .key("timezone", Forms.TIMEZONE, "UTC", "the time zone of the schedule")
                .key("enabled", Flag.of(), true, "whether it starts at all")
                .key("partition_selector", Choice.of("latest", "all"), "for which partitions")
                .key("description", Forms.DESCRIPTION, FOR_PEOPLE)
                .build();
    }

    private static Plain fileWatcher(Plain shape) {
        return sensor(shape.key("path", Forms.LINE, "the file or folder to watch")
                .needed("what to watch")
                .key("pattern", Forms.LINE, "which files of it"));
    }

    private static Plain assetSensor(Plain shape) {
        return sensor(shape.key("watched_assets", Lists.atLeastOne(Forms.LINE), "the assets to watch")
                .needed("which assets"));
    }

    private static Plain runStatus(Plain shape) {
        return sensor(shape.key("watched_jobs", Lists.atLeastOne(Forms.LINE), "the jobs to watch")
                .needed("which jobs")
                .key("status", Choice.of("SUCCESS", "FAILURE", "STARTED"), "what has to become of them")
                .needed("which status"));
    }

    private static Plain custom(Plain shape) {
        return sensor(shape.key("target_function", Forms.FUNCTION, "what decides")
                .needed("what decides")
                .key("args", Tree.of(), "what it is called with"));
    }

    private static Plain sensor(Plain shape) {
        return shape.key("job", Forms.IDENTIFIER, "the entry of `jobs`")
                .needed(NEEDS_JOB)
                .key("poll_interval_seconds", Whole.of(1, Integer.MAX_VALUE, "seconds"), 30, "how often it looks")
                .key("description", Forms.DESCRIPTION, FOR_PEOPLE);
    }

    private static Shape<Map<String, Object>, ?> backfill() {
        return described(Plain.of("backfill")
                        .key("job", Forms.IDENTIFIER, "the entry of `jobs`")
                        .needed(NEEDS_JOB)
                        .section("partition_range", OrchestrationShape::range, "from where to where")
                        .needed("from where to where")
                        .key("batch_size", Whole.of(1, Integer.MAX_VALUE, "partitions"), 10, "how many at once"))
                .build();
    }

    private static Shape<Map<String, Object>, ?> range() {
        return Plain.of("partitionRange")
                .key("start", Forms.LINE, "the first partition")
                .needed("the first partition")
                .key("end", Forms.LINE, "the last partition")
                .needed("the last partition")
                .build();
    }

    private static Plain described(Plain shape) {
        return shape.key("description", Forms.DESCRIPTION, FOR_PEOPLE)
                .key("tags", Maps.of(Loose.text()), "for people and other programs");
    }
}

package dev.floe.config.internal.keys;

import dev.floe.config.FloeSpec;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.ShapeBuilder;
import dev.floe.config.internal.shape.TextType;
import dev.floe.config.internal.shape.Type;
import java.util.Map;
import java.util.Optional;

/** floe.yaml as a whole. */
public final class FloeShape {
    private static final String UNNAMED = "unnamed";

    /** The shape. */
    public static final Shape<FloeSpec, FloeSpec.Builder> SHAPE = floe();

    private FloeShape() {}

    private static Shape<FloeSpec, FloeSpec.Builder> floe() {
        ShapeBuilder<FloeSpec, FloeSpec.Builder> shape = Shape.of(
                        "floe", key -> FloeSpec.builder(UNNAMED), FloeSpec.Builder::build)
                .key("name", Forms.NAME, FloeSpec::name, FloeSpec.Builder::name, "the project's name")
                .needed("the project's name")
                .optional(
                        "version",
                        TextType.upTo(100),
                        FloeSpec::version,
                        FloeSpec.Builder::version,
                        "the project's version")
                .key(
                        "storage",
                        Forms.LINE.called("name"),
                        FloeSpec::storage,
                        FloeSpec.Builder::storage,
                        "the entry of `storage` behind a catalog that names none")
                .with("`default` need not be there")
                .key(
                        "catalog",
                        Forms.LINE.called("name"),
                        FloeSpec::catalog,
                        FloeSpec.Builder::catalog,
                        "the entry of `catalogs` that tables go to")
                .with("a layer's `catalog_ref` comes first")
                .key(
                        "compute",
                        Forms.LINE.called("name"),
                        FloeSpec::compute,
                        FloeSpec.Builder::compute,
                        "the entry of `compute` that runs the SQL")
                .with("`default` need not be there; DuckDB then")
                .key(
                        "layers",
                        Maps.of(Loose.text()),
                        FloeSpec::layers,
                        FloeSpec.Builder::layers,
                        "which layer the models of a folder belong to: folders below the model folder, and entries of"
                                + " `layers`")
                .byDefault("a folder named like a layer belongs to it");
        kept(shape, "transforms", Lists.of(Section.of(FloeShape::transform)), "what is run");
        kept(shape, "consumption", Section.of(() -> ConsumptionShape.SHAPE), "how data is offered to others");
        kept(shape, "governance", Section.of(() -> GovernanceShape.PROJECT), "rules for the project's data");
        kept(shape, "observability", Section.of(() -> ObservabilityShape.SHAPE), "traces, metrics, lineage and logs");
        kept(
                shape,
                "orchestration",
                Section.of(() -> OrchestrationShape.SHAPE),
                "what an orchestrator makes of the project");
        kept(shape, "service_account", Forms.NAME, "the account that a run has");
        kept(shape, "principal_role", Forms.NAME, "the role that a run has");
        return shape.build();
    }

    /** One element of {@code transforms}. */
    public static Shape<Map<String, Object>, ?> transform() {
        return Plain.of("transform")
                .key("type", Choice.of("dbt"), "what kind of project")
                .needed("dbt")
                .key("path", Forms.LINE, "its folder")
                .needed("the folder of the project")
                .key("target", Forms.LINE, "the target of its profile")
                .build();
    }

    private static <T> void kept(
            ShapeBuilder<FloeSpec, FloeSpec.Builder> shape, String key, Type<T> type, String meaning) {
        shape.optional(
                        key,
                        Plain.kept(type),
                        spec -> Optional.ofNullable(spec.sections().get(key)),
                        (spec, value) -> spec.putSections(key, value),
                        meaning)
                .unused(PlatformShape.LATER);
    }
}

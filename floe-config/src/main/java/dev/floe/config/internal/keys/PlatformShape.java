package dev.floe.config.internal.keys;

import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.ShapeBuilder;
import dev.floe.config.internal.shape.TextType;
import dev.floe.config.internal.shape.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** platform.yaml as a whole. */
public final class PlatformShape {
    static final String LATER = "floe accepts it but does not act on it";

    private static final String INFRASTRUCTURE = "infrastructure";
    private static final String SECURITY = "security";

    /** The shape. */
    public static final Shape<PlatformConfig, PlatformConfig.Builder> SHAPE = platform();

    private PlatformShape() {}

    /** Begins a section whose keys belong to the platform. */
    static ShapeBuilder<PlatformConfig, PlatformConfig.Builder> begin(String name) {
        return Shape.of(name, key -> PlatformConfig.builder(), PlatformConfig.Builder::build);
    }

    /** Adds a key that is kept in {@link PlatformConfig#sections()}. */
    static <T> void kept(
            ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape,
            String parent,
            String key,
            Type<T> type,
            String why,
            String meaning) {
        String path = parent.isEmpty() ? key : parent + "." + key;
        shape.optional(
                        key,
                        Plain.kept(type),
                        platform -> Optional.ofNullable(platform.sections().get(path)),
                        (platform, value) -> platform.putSections(path, value),
                        meaning)
                .unused(why);
    }

    static void kept(
            ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape,
            String parent,
            String key,
            Supplier<Shape<Map<String, Object>, ?>> section,
            String meaning) {
        kept(shape, parent, key, Section.of(section), LATER, meaning);
    }

    private static Shape<PlatformConfig, PlatformConfig.Builder> platform() {
        ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape = begin("platform")
                .optional(
                        "version",
                        TextType.upTo(100).called("text, `1.x.y`"),
                        PlatformConfig::version,
                        PlatformConfig.Builder::version,
                        "the version of this format")
                .key(
                        "catalogs",
                        Maps.of(Forms.NAME, Section.of(() -> CatalogShape.SHAPE)),
                        PlatformConfig::catalogs,
                        PlatformConfig.Builder::catalogs,
                        "where tables are registered, see [catalogs](#catalogs)")
                .key(
                        "storage",
                        Maps.of(Forms.NAME, Section.of(() -> StorageShape.SHAPE)),
                        PlatformConfig::storage,
                        PlatformConfig.Builder::storage,
                        "where files lie, see [storage](#storage)")
                .key(
                        "compute",
                        Maps.of(Forms.NAME, Section.of(() -> ComputeShape.SHAPE)),
                        PlatformConfig::compute,
                        PlatformConfig.Builder::compute,
                        "what runs the SQL, see [compute](#compute)")
                .key(
                        "layers",
                        Maps.of(Forms.NAME, Section.of(() -> LayerShape.SHAPE)),
                        PlatformConfig::layers,
                        PlatformConfig.Builder::layers,
                        "the layers of the lakehouse, see [layers](#layers)")
                .group(infrastructure(), "what runs are made on")
                .group(security(), "who may do what, and where secrets are");
        kept(shape, "", "governance", () -> GovernanceShape.SHAPE, "rules for data");
        kept(shape, "", "observability", () -> ObservabilityShape.SHAPE, "traces, metrics, lineage and logs");
        return shape.rule(Rules.property("version", Rules.pattern("^1\\.\\d{1,9}\\.\\d{1,9}$")))
                .build();
    }

    private static Shape<PlatformConfig, PlatformConfig.Builder> infrastructure() {
        ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape = begin(INFRASTRUCTURE)
                .key(
                        "resource_profiles",
                        Maps.of(Forms.NAME, Section.of(() -> ResourceProfileShape.SHAPE)),
                        PlatformConfig::resourceProfiles,
                        PlatformConfig.Builder::resourceProfiles,
                        "what a run may use");
        kept(shape, INFRASTRUCTURE, "timezone", Forms.TIMEZONE, LATER, "the time zone of the platform");
        kept(shape, INFRASTRUCTURE, "network", () -> NetworkShape.SHAPE, "names, policies, ingress and ports");
        kept(shape, INFRASTRUCTURE, "cloud", () -> CloudShape.SHAPE, "the cloud");
        kept(shape, INFRASTRUCTURE, "lifecycle", () -> LifecycleShape.SHAPE, "cleaning up, and quotas");
        return shape.build();
    }

    private static Shape<PlatformConfig, PlatformConfig.Builder> security() {
        ShapeBuilder<PlatformConfig, PlatformConfig.Builder> shape =
                begin(SECURITY).group(SecretsShape.SHAPE, "where secrets are looked for, see [Secrets](#secrets)");
        kept(shape, SECURITY, "authentication", () -> SecurityShapes.AUTHENTICATION, "how users log in");
        kept(shape, SECURITY, "authorization", () -> SecurityShapes.AUTHORIZATION, "what users may do");
        kept(shape, SECURITY, "encryption", () -> SecurityShapes.ENCRYPTION, "encryption of data");
        kept(shape, SECURITY, "audit", () -> SecurityShapes.AUDIT, "what is recorded");
        return shape.build();
    }
}

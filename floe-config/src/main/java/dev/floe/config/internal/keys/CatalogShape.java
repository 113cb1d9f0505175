package dev.floe.config.internal.keys;

import dev.floe.config.AccessDelegation;
import dev.floe.config.CatalogConfig;
import dev.floe.config.CatalogType;
import dev.floe.config.WritePath;
import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Loose;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.TextType;
import java.util.List;

/** One entry of {@code catalogs}. */
public final class CatalogShape {
    /** The shape. */
    public static final Shape<CatalogConfig, CatalogConfig.Builder> SHAPE = Shape.of(
                    "catalog", name -> CatalogConfig.builder(), CatalogConfig.Builder::build)
            .key(
                    "type",
                    Choice.of(CatalogType.values(), CatalogType::key),
                    CatalogConfig::type,
                    CatalogConfig.Builder::type,
                    "what kind of catalog")
            .with("a run against `glue`, `nessie` or `hive` is refused")
            .optional(
                    "uri",
                    References.or(TextType.any().called("http or https address without a user")),
                    CatalogConfig::uri,
                    CatalogConfig.Builder::uri,
                    "the address of an Iceberg REST catalog; slashes at its end do not matter")
            .byDefault("required for `polaris`, `rest`")
            .optional(
                    "warehouse",
                    TextType.upTo(255),
                    CatalogConfig::warehouse,
                    CatalogConfig.Builder::warehouse,
                    "the warehouse, which Polaris calls a catalog")
            .byDefault("required for `polaris`, `rest`")
            .optional(
                    "credentials",
                    Section.of(() -> CredentialsShape.SHAPE),
                    CatalogConfig::credentials,
                    CatalogConfig.Builder::credentials,
                    "how to log in, see [credentials](#credentials)")
            .byDefault("required for `polaris`")
            .optional(
                    "http",
                    Section.of(() -> HttpShape.SHAPE),
                    CatalogConfig::http,
                    CatalogConfig.Builder::http,
                    "how the catalog is reached, see [http](#http)")
            .key(
                    "namespace",
                    Forms.NAMESPACE,
                    CatalogConfig::namespace,
                    CatalogConfig.Builder::namespace,
                    "where tables go that no layer claims")
            .with("`layers.*.namespace`")
            .key(
                    "access_delegation",
                    Choice.of(AccessDelegation.values(), AccessDelegation::key),
                    CatalogConfig::accessDelegation,
                    CatalogConfig.Builder::accessDelegation,
                    "how the catalog hands out access to its storage")
            .with("with `none`, the storage's `credentials`; `remote-signing` is refused")
            .key(
                    "write_path",
                    Choice.of(WritePath.values(), WritePath::key),
                    CatalogConfig::writePath,
                    CatalogConfig.Builder::writePath,
                    "how tables are written: floe commits files that DuckDB wrote, or DuckDB's own statements")
            .optional(
                    "storage",
                    Forms.LINE.called("name"),
                    CatalogConfig::storage,
                    CatalogConfig.Builder::storage,
                    "the entry of `storage` behind the catalog")
            .byDefault("floe.yaml's `storage`")
            .key(
                    "token_refresh_enabled",
                    Flag.of(),
                    CatalogConfig::tokenRefreshEnabled,
                    CatalogConfig.Builder::tokenRefreshEnabled,
                    "whether tokens are renewed")
            .unused("floe renews tokens by itself")
            .key(
                    "properties",
                    Maps.of(Loose.text()),
                    CatalogConfig::properties,
                    CatalogConfig.Builder::properties,
                    "further properties of the REST catalog")
            .optional(
                    "path",
                    Forms.PATH,
                    CatalogConfig::path,
                    CatalogConfig.Builder::path,
                    "the database file of type `duckdb`")
            .byDefault("required for `duckdb`")
            .rule(Rules.whenOrAbsent("type", List.of("polaris"), Rules.required("uri", "warehouse", "credentials")))
            .rule(Rules.whenOrAbsent(
                    "type",
                    List.of("polaris"),
                    Rules.property(
                            "credentials",
                            Rules.anyOf(List.of(
                                    Rules.required("client_id"),
                                    Rules.required("secret_ref"),
                                    Rules.required("mode"))))))
            .rule(Rules.when("type", List.of("rest"), Rules.required("uri", "warehouse")))
            .rule(Rules.when("type", List.of("duckdb"), Rules.required("path")))
            .rule(Rules.whenOrAbsent(
                    "type",
                    List.of("polaris", "rest"),
                    Rules.property("uri", Rules.pattern("^\\s*[hH][tT][tT][pP][sS]?://[^@?#\\s]+$"))))
            .rule(Rules.property("access_delegation", Rules.not("remote-signing")))
            .rule(Rules.property("credentials", Rules.property("mode", Rules.not("iam_role", "service_account"))))
            .build();

    private CatalogShape() {}
}

package dev.floe.cli;

import dev.floe.config.ConfigLoader;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedCatalog;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResolvedLayer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that work on the catalogs of a configuration. */
final class CatalogOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--project-dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder with floe.yaml. Default: this folder.")
    private Path projectDir;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--catalog",
            paramLabel = "NAME",
            description = "The catalog, by its name in platform.yaml. Default: those that floe.yaml uses.")
    private @Nullable String catalog;

    ResolvedConfig config() {
        ConfigLoader.Builder loader = ConfigLoader.builder().projectDirectory(projectDir);
        platform.file().ifPresent(loader::platformFile);
        platform.environment().ifPresent(loader::environmentName);
        return loader.build().load();
    }

    /** The Iceberg REST catalogs that are meant, in the order of the configuration; at least one. */
    List<IcebergRestCatalog> catalogs(ResolvedConfig config) {
        Set<ResolvedCatalog> used = new LinkedHashSet<>(List.of(config.catalog()));
        config.layers().values().stream().map(ResolvedLayer::catalog).forEach(used::add);
        List<IcebergRestCatalog> found = used.stream()
                .filter(IcebergRestCatalog.class::isInstance)
                .map(IcebergRestCatalog.class::cast)
                .filter(each -> catalog == null || each.name().equals(catalog))
                .toList();
        if (found.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    catalog == null
                            ? "The configuration uses no Iceberg REST catalog; there is nothing to ask."
                            : "The configuration uses no Iceberg REST catalog '" + catalog + "'; it uses "
                                    + used.stream().map(ResolvedCatalog::name).toList());
        }
        return found;
    }
}

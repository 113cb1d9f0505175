package dev.floe.cli;

import dev.floe.models.FloePipeline;
import dev.floe.models.project.Problems;
import dev.floe.models.project.YamlNode;
import dev.floe.models.project.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command that runs a project has. */
final class PipelineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--project-dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The project's folder, the one with dbt_project.yml. Default: this folder.")
    private Path projectDir;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Option(
            names = {"-s", "--select", "-m", "--models"},
            paramLabel = "SELECTOR",
            arity = "1..*",
            description = "Which nodes: names, +name, name+, tag:x, path:x … Default: all.")
    private List<String> select = List.of();

    @Option(names = "--exclude", paramLabel = "SELECTOR", arity = "1..*", description = "Which nodes not.")
    private List<String> exclude = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "How many nodes run side by side.")
    private @Nullable Integer threads;

    @Option(names = "--vars", paramLabel = "YAML", description = "Variables, as a YAML map: '{day: 2026-01-01}'.")
    private @Nullable String vars;

    @Option(
            names = "--profiles-dir",
            paramLabel = "DIR",
            description = "The folder of profiles.yml, for projects without floe.yaml.")
    private @Nullable Path profilesDir;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile, for projects without floe.yaml.")
    private @Nullable String profile;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME",
            description = "The target of the profile, for projects without floe.yaml.")
    private @Nullable String target;

    @Option(names = "--target-path", paramLabel = "DIR", description = "Where compiled SQL and artifacts go.")
    private @Nullable Path targetPath;

    @Option(
            names = {"-f", "--full-refresh"},
            description = "Build everything from nothing.")
    private boolean fullRefresh;

    @Option(names = "--store-failures", description = "Keep what tests find in relations.")
    private boolean storeFailures;

    @Option(names = "--no-color", description = "Print without colour; so does the variable NO_COLOR.")
    private boolean noColor;

    boolean colorWanted() {
        return !noColor && System.getenv("NO_COLOR") == null;
    }

    FloePipeline.Builder pipeline() {
        FloePipeline.Builder builder = FloePipeline.builder()
                .project(projectDir)
                .select(select.toArray(String[]::new))
                .exclude(exclude.toArray(String[]::new))
                .fullRefresh(fullRefresh)
                .storeFailures(storeFailures)
                .vars(variables());
        platform.file().ifPresent(builder::platform);
        platform.environment().ifPresent(builder::environmentName);
        Optional.ofNullable(profilesDir).ifPresent(builder::profilesFolder);
        Optional.ofNullable(profile).ifPresent(builder::profile);
        Optional.ofNullable(target).ifPresent(builder::target);
        Optional.ofNullable(targetPath).ifPresent(builder::targetFolder);
        if (threads != null) {
            if (threads < 1) {
                throw usage("--threads has to be at least 1, not " + threads);
            }
            builder.threads(threads);
        }
        return builder;
    }

    private Map<String, @Nullable Object> variables() {
        if (vars == null) {
            return Map.of();
        }
        Problems problems = new Problems();
        Optional<YamlNode> node = YamlReader.read("--vars", vars, problems);
        if (problems.any() || (node.isPresent() && !(node.get() instanceof YamlNode.Mapping))) {
            throw usage("--vars has to be a YAML map, such as '{day: 2026-01-01}', not: " + vars);
        }
        return node.map(value -> ((YamlNode.Mapping) value).plain()).orElse(Map.of());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

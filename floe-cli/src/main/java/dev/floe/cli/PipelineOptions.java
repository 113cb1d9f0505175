package dev.floe.cli;

import dev.floe.models.FloePipeline;
import dev.floe.models.graph.IndirectSelection;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.Selection;
import dev.floe.models.project.Problems;
import dev.floe.models.project.YamlNode;
import dev.floe.models.project.YamlReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

    @Option(names = "--selector", paramLabel = "NAME", description = "A selector of selectors.yml, instead of the two.")
    private @Nullable String selector;

    @Option(
            names = {"--resource-type", "--resource-types"},
            paramLabel = "KIND",
            arity = "1..*",
            description = "Which kinds of nodes: model, seed, snapshot, test, unit_test … Default: all of the command.")
    private List<String> resourceTypes = List.of();

    @Option(
            names = {"--exclude-resource-type", "--exclude-resource-types"},
            paramLabel = "KIND",
            arity = "1..*",
            description = "Which kinds of nodes not.")
    private List<String> excludedTypes = List.of();

    @Option(
            names = "--indirect-selection",
            paramLabel = "MODE",
            description = "Which tests come along: eager, cautious, buildable or empty. Default: eager.")
    private @Nullable IndirectSelection indirect;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "${env:DBT_STATE}",
            description = "The target folder of an earlier run, for state:, result: and source_status:.")
    private @Nullable Path state;

    @Option(
            names = "--defer",
            negatable = true,
            description = "Let ref go to what the earlier run built, for what this database does not have.")
    private boolean defer = "true".equalsIgnoreCase(System.getenv("DBT_DEFER"));

    @Option(
            names = "--defer-state",
            paramLabel = "DIR",
            defaultValue = "${env:DBT_DEFER_STATE}",
            description = "The folder whose manifest.json --defer goes by. Default: the one of --state.")
    private @Nullable Path deferState;

    @Option(
            names = "--favor-state",
            negatable = true,
            description = "With --defer: go there for all that is not selected.")
    private boolean favorState = "true".equalsIgnoreCase(System.getenv("DBT_FAVOR_STATE"));

    @Option(
            names = {"-x", "--fail-fast"},
            description = "Begin nothing any more once something failed.")
    private boolean failFast;

    @Option(names = "--empty", description = "Read no rows, so that only the SQL is tried.")
    private boolean empty;

    /** Both or none, as in dbt. */
    private static final class EventTime {
        @Option(
                names = "--event-time-start",
                paramLabel = "TIME",
                required = true,
                description = "Build microbatch models from this time on, in UTC: 2026-11-24 or 2026-11-24T10:00:00.")
        private String start = "";

        @Option(
                names = "--event-time-end",
                paramLabel = "TIME",
                required = true,
                description = "Build microbatch models until this time, in UTC.")
        private String end = "";
    }

    @ArgGroup(exclusive = false)
    private @Nullable EventTime eventTime;

    /** Never asked: it is there so that its options are taken. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private CosmeticOptions cosmetics = new CosmeticOptions();

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

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text, or json: one event a line, as dbt prints them. Default: DBT_LOG_FORMAT, then text.")
    private @Nullable String logFormat;

    @Option(names = "--no-color", description = "Print without colour; so does the variable NO_COLOR.")
    private boolean noColor;

    boolean colorWanted() {
        return !noColor && System.getenv("NO_COLOR") == null;
    }

    /** Whether events are to be printed for programs. */
    boolean jsonWanted() {
        return "json".equals(logFormat == null ? System.getenv("DBT_LOG_FORMAT") : logFormat);
    }

    FloePipeline.Builder pipeline() {
        FloePipeline.Builder builder = FloePipeline.builder()
                .project(projectDir)
                .selection(selection())
                .failFast(failFast)
                .empty(empty)
                .fullRefresh(fullRefresh)
                .storeFailures(storeFailures)
                .vars(variables());
        Optional.ofNullable(state).ifPresent(builder::state);
        if (defer) {
            Optional<Path> to = Optional.ofNullable(deferState).or(() -> Optional.ofNullable(state));
            builder.favorState(favorState)
                    .deferTo(to.orElseThrow(() -> usage("--defer needs --state DIR or --defer-state DIR")));
        }
        platform.file().ifPresent(builder::platform);
        platform.environment().ifPresent(builder::environmentName);
        Optional.ofNullable(eventTime).ifPresent(span -> builder.eventTime(span.start, span.end));
        Optional.ofNullable(profilesDir).ifPresent(builder::profilesFolder);
        Optional.ofNullable(profile).ifPresent(builder::profile);
        Optional.ofNullable(target).ifPresent(builder::target);
        Optional.ofNullable(targetPath)
                .or(() -> Optional.ofNullable(System.getenv("DBT_TARGET_PATH")).map(Path::of))
                .ifPresent(builder::targetFolder);
        if (threads != null) {
            if (threads < 1) {
                throw usage("--threads has to be at least 1, not " + threads);
            }
            builder.threads(threads);
        }
        return builder;
    }

    private Selection selection() {
        return new Selection(
                select,
                exclude,
                Optional.ofNullable(selector),
                types(resourceTypes),
                types(excludedTypes),
                indirect == null ? environmentsIndirectSelection() : indirect,
                Optional.empty());
    }

    private IndirectSelection environmentsIndirectSelection() {
        String mode = System.getenv("DBT_INDIRECT_SELECTION");
        if (mode == null || mode.isBlank()) {
            return IndirectSelection.EAGER;
        }
        return Arrays.stream(IndirectSelection.values())
                .filter(each -> each.name().equalsIgnoreCase(mode))
                .findFirst()
                .orElseThrow(() -> usage("DBT_INDIRECT_SELECTION has to be one of "
                        + Arrays.toString(IndirectSelection.values()).toLowerCase(java.util.Locale.ROOT) + ", not: "
                        + mode));
    }

    /** Whether something is selected by its name. */
    boolean selects() {
        return !select.isEmpty();
    }

    /** Whether a kind of nodes is asked for by its name. */
    boolean asksFor(ResourceType type) {
        return resourceTypes.contains(type.word());
    }

    /** The project's folder. */
    Path projectDir() {
        return projectDir;
    }

    private Set<ResourceType> types(List<String> words) {
        Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
        for (String word : words) {
            if (!word.equals("all") && !word.equals("default")) {
                types.add(Arrays.stream(ResourceType.values())
                        .filter(type -> type.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> usage("there is no kind of nodes '" + word + "'; there are "
                                + Arrays.stream(ResourceType.values())
                                        .map(ResourceType::word)
                                        .collect(Collectors.joining(", ")))));
            }
        }
        return types;
    }

    private Map<String, @Nullable Object> variables() {
        return yaml("--vars", vars);
    }

    /** A map that an option gives as YAML. */
    Map<String, @Nullable Object> yaml(String option, @Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        Problems problems = new Problems();
        Optional<YamlNode> node = YamlReader.read(option, text, problems);
        if (problems.any() || (node.isPresent() && !(node.get() instanceof YamlNode.Mapping))) {
            throw usage(option + " has to be a YAML map, such as '{day: 2026-01-01}', not: " + text);
        }
        return node.map(value -> ((YamlNode.Mapping) value).plain()).orElse(Map.of());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

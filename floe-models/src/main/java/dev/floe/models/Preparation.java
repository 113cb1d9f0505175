package dev.floe.models;

import dev.floe.ErrorCode;
import dev.floe.config.ConfigLoader;
import dev.floe.config.FloeSpec;
import dev.floe.config.ResolvedConfig;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.context.ContextSettings;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.YamlTemplates;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.parse.ProjectParser;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectConfig;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.project.ProjectLoader;
import dev.floe.models.project.ProjectProblem;
import dev.floe.models.run.Events;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.DuckDbDialect;
import dev.floe.models.target.PlatformTarget;
import dev.floe.models.target.ProfileTarget;
import dev.floe.models.target.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs to know before it opens a connection: where it runs, and what.
 *
 * @param notices what the user should know
 */
record Preparation(Target target, ParsedProject project, Dialect dialect, List<String> notices) {

    /** What connects to nothing, so that the secrets need not be there: an image's build writes its manifest without them. */
    private static final Set<String> WITHOUT_SECRETS = Set.of("parse", "list");

    /** The name of a project that has a platform but no floe.yaml. */
    private static final String DEFAULT_NAME = "project";

    static Preparation of(
            FloePipeline.Builder settings, String command, String runId, Instant startedAt, Events events) {
        ProjectFiles files = Objects.requireNonNull(settings.project);
        JinjaEnvironment jinja = Contexts.templates().build();
        List<String> notices = new ArrayList<>();
        Optional<Target> platform = platform(settings, files, WITHOUT_SECRETS.contains(command), notices);
        Set<String> hidden = platform.map(Target::hiddenVariables).orElse(Set.of());
        Target target = platform.orElseGet(() -> profile(settings, files, jinja));
        Project project = ProjectLoader.load(
                files,
                new YamlTemplates(
                        jinja, Optional.of(target.info()), settings.vars, settings.environment, hidden, false));
        Dialect dialect = new DuckDbDialect();
        ContextSettings contexts = new ContextSettings(
                dialect,
                target.info(),
                variables(project, settings.vars),
                settings.environment,
                hidden,
                flags(settings, command),
                project.config().dispatch(),
                runId,
                startedAt,
                text -> events.emit(new RunEvent.TemplateMessage(text)));
        ParsedProject parsed = ProjectParser.parse(project, contexts, target.placement());
        notices.addAll(target.notices());
        parsed.notices().forEach(notice -> notices.add(notice.toString()));
        return new Preparation(target, parsed, dialect, notices);
    }

    /** What {@code var} answers in each package: its own variables, over them the project's, over them the run's. */
    private static Map<String, Map<String, @Nullable Object>> variables(
            Project project, Map<String, @Nullable Object> run) {
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        for (Project each : project.all()) {
            Map<String, @Nullable Object> merged = each.config().variablesOf(each.name());
            merged.putAll(project.config().variablesOf(each.name()));
            merged.putAll(run);
            all.put(each.name(), merged);
        }
        return all;
    }

    private static Optional<Target> platform(
            FloePipeline.Builder settings, ProjectFiles files, boolean secretsLater, List<String> notices) {
        boolean floeFile = files.read(ConfigLoader.FLOE_FILE).isPresent();
        boolean platformGiven = settings.platform != null || settings.platformFile != null;
        if (settings.spec == null && !floeFile && !platformGiven) {
            return Optional.empty();
        }
        if (ProfileTarget.find(Optional.empty(), files, Map.of()).isPresent()) {
            notices.add((floeFile ? ConfigLoader.FLOE_FILE : "The platform") + " says where the project runs; "
                    + ProfileTarget.FILE + " beside it is not used");
        }
        ConfigLoader.Builder loader = ConfigLoader.builder().environment(settings.environment);
        files.root().ifPresent(loader::projectDirectory);
        if (settings.spec != null) {
            loader.spec(settings.spec);
        } else if (floeFile) {
            loader.floeFile(files.materialize(ConfigLoader.FLOE_FILE));
        } else {
            loader.spec(FloeSpec.builder(DEFAULT_NAME).build());
        }
        Optional.ofNullable(settings.platform).ifPresent(loader::platform);
        Optional.ofNullable(settings.platformFile).ifPresent(loader::platformFile);
        Optional.ofNullable(settings.environmentName).ifPresent(loader::environmentName);
        Optional.ofNullable(settings.secretSources).ifPresent(loader::secretSources);
        Optional.ofNullable(settings.resourceProfile).ifPresent(loader::resourceProfile);
        if (secretsLater) {
            loader.secretsLater();
        }
        ResolvedConfig config = loader.build().load();
        return Optional.of(PlatformTarget.of(config, settings.environment));
    }

    private static Target profile(FloePipeline.Builder settings, ProjectFiles files, JinjaEnvironment jinja) {
        YamlTemplates early =
                new YamlTemplates(jinja, Optional.empty(), settings.vars, settings.environment, Set.of(), false);
        Optional<String> named = ProjectLoader.profile(files, early);
        Optional<Path> folder =
                ProfileTarget.find(Optional.ofNullable(settings.profilesFolder), files, settings.environment);
        Optional<String> profile = Optional.ofNullable(settings.profile).or(() -> named);
        if (folder.isEmpty()) {
            throw missing(
                    files.describe(),
                    "where to run is not said: there is neither a " + ConfigLoader.FLOE_FILE
                            + " beside the project nor a " + ProfileTarget.FILE + " in " + settings.profilesPlaces());
        }
        if (profile.isEmpty()) {
            throw missing(
                    ProjectConfig.FILE,
                    "'profile' is missing; it names the profile of "
                            + folder.get().resolve(ProfileTarget.FILE));
        }
        YamlTemplates templates =
                new YamlTemplates(jinja, Optional.empty(), settings.vars, settings.environment, Set.of(), true);
        return ProfileTarget.read(
                folder.get(), profile.get(), Optional.ofNullable(settings.target), templates, settings.workingFolder);
    }

    private static ProjectException missing(String file, String message) {
        return new ProjectException(ErrorCode.CONFIG_NOT_FOUND, List.of(new ProjectProblem(file, 0, 0, message)));
    }

    private static Map<String, @Nullable Object> flags(FloePipeline.Builder settings, String command) {
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        flags.put("FULL_REFRESH", settings.fullRefresh);
        flags.put("STORE_FAILURES", settings.storeFailures);
        flags.put("EMPTY", settings.empty);
        flags.put("FAIL_FAST", settings.failFast);
        flags.put("EVENT_TIME_START", settings.eventTimeStart);
        flags.put("EVENT_TIME_END", settings.eventTimeEnd);
        flags.put("WHICH", command);
        return flags;
    }
}

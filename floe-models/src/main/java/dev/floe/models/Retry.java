package dev.floe.models;

import dev.floe.ErrorCode;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.artifacts.EarlierArtifacts;
import dev.floe.models.artifacts.EarlierArtifacts.Unfinished;
import dev.floe.models.context.YamlTemplates;
import dev.floe.models.graph.Selection;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.project.ProjectLoader;
import dev.floe.models.project.ProjectProblem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trying a run again: what its {@code run_results.json} says did not end well, with the arguments that it says. */
final class Retry {
    private static final String VARS = "vars";
    private static final String FULL_REFRESH = "full_refresh";
    private static final String FAIL_FAST = "fail_fast";
    private static final String EMPTY = "empty";
    private static final String STORE_FAILURES = "store_failures";
    private static final String THREADS = "threads";
    private static final String TARGET = "target";
    private static final String PROFILE = "profile";
    private static final String STATE = "state";
    private static final String DEFER = "defer";
    private static final String FAVOR_STATE = "favor_state";

    private Retry() {}

    /** What a run's results say of how it was begun. */
    static Map<String, @Nullable Object> arguments(FloePipeline.Builder settings, Command command) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("which", command.word());
        said.put("select", settings.selection.select());
        said.put("exclude", settings.selection.exclude());
        said.put("selector", settings.selection.selector().orElse(null));
        said.put(VARS, settings.vars);
        said.put(FULL_REFRESH, settings.fullRefresh);
        said.put(FAIL_FAST, settings.failFast);
        said.put(EMPTY, settings.empty);
        said.put(STORE_FAILURES, settings.storeFailures);
        said.put(THREADS, settings.threads);
        said.put(TARGET, settings.target);
        said.put(PROFILE, settings.profile);
        said.put(STATE, settings.state == null ? text(settings.deferTo) : text(settings.state));
        said.put(DEFER, settings.deferTo != null);
        said.put(FAVOR_STATE, settings.favorState);
        return said;
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }

    /** Which command to run again. */
    static Command command(Unfinished last) {
        return Arrays.stream(Command.values())
                .filter(command -> command.word().equals(last.command()))
                .findFirst()
                .orElseThrow(() -> new ProjectException(
                        ErrorCode.PROJECT_INVALID,
                        List.of(new ProjectProblem(
                                last.file().toString(),
                                0,
                                0,
                                "the last command was '" + last.command()
                                        + "', of which there is nothing to try again; there is of build, run, test, seed,"
                                        + " snapshot and compile"))));
    }

    /** What the last run left to be done. */
    static Unfinished last(FloePipeline.Builder settings) {
        ProjectFiles files = Objects.requireNonNull(settings.project);
        Path folder = settings.state != null ? settings.state : settings.targetFolder;
        if (folder == null) {
            String target = ProjectLoader.config(
                            files,
                            new YamlTemplates(
                                    JinjaEnvironment.dbt().build(),
                                    Optional.empty(),
                                    settings.vars,
                                    settings.environment,
                                    Set.of(),
                                    false))
                    .targetPath();
            folder = Path.of(target);
        }
        Path relative = folder;
        return new EarlierArtifacts(
                        files.root().map(root -> root.resolve(relative)).orElse(relative))
                .unfinished();
    }

    /** Takes over the arguments of the last run; what is said now counts more where dbt lets it: variables and threads. */
    static void apply(FloePipeline.Builder settings, Unfinished last) {
        settings.selection(new Selection(
                List.of(),
                List.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                settings.selection.indirect(),
                Optional.of(last.ids())));
        Map<String, @Nullable Object> said = last.arguments();
        if (settings.vars.isEmpty() && said.get(VARS) instanceof Map<?, ?> vars) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            vars.forEach((name, value) -> copy.put(String.valueOf(name), value));
            settings.vars(copy);
        }
        if (settings.threads == null && said.get(THREADS) instanceof Integer threads && threads > 0) {
            settings.threads(threads);
        }
        settings.fullRefresh = settings.fullRefresh || is(said, FULL_REFRESH);
        settings.failFast = settings.failFast || is(said, FAIL_FAST);
        settings.empty = settings.empty || is(said, EMPTY);
        settings.storeFailures = settings.storeFailures || is(said, STORE_FAILURES);
        if (settings.target == null && said.get(TARGET) instanceof String target) {
            settings.target = target;
        }
        if (settings.profile == null && said.get(PROFILE) instanceof String profile) {
            settings.profile = profile;
        }
        if (settings.deferTo == null && is(said, DEFER) && said.get(STATE) instanceof String state) {
            settings.deferTo(Path.of(state)).favorState(is(said, FAVOR_STATE));
        }
    }

    private static boolean is(Map<String, @Nullable Object> said, String key) {
        return Boolean.TRUE.equals(said.get(key));
    }
}

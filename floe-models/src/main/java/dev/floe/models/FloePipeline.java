package dev.floe.models;

import static java.util.Objects.requireNonNull;

import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.SecretSource;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.artifacts.CatalogFile;
import dev.floe.models.artifacts.EarlierArtifacts.Unfinished;
import dev.floe.models.artifacts.Listing;
import dev.floe.models.artifacts.ManifestFile;
import dev.floe.models.artifacts.RunResultsFile;
import dev.floe.models.artifacts.SourcesFile;
import dev.floe.models.graph.IndirectSelection;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.Selection;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.run.Cancellation;
import dev.floe.models.run.CatalogRun;
import dev.floe.models.run.Events;
import dev.floe.models.run.FreshnessRun;
import dev.floe.models.run.Live;
import dev.floe.models.run.OperationRun;
import dev.floe.models.run.PipelineRun;
import dev.floe.models.run.PipelineRun.Watching;
import dev.floe.models.run.PreviewRun;
import dev.floe.models.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A project of SQL models, ready to be run against a catalog.
 *
 * <pre>{@code
 * RunResult result = FloePipeline.builder()
 *         .project(Path.of("analytics"))
 *         .platform(Path.of("platform.yaml"))
 *         .build()
 *         .run();
 * if (!result.success()) {
 *     result.failed().forEach(node -> report(node.name(), node.message()));
 * }
 * }</pre>
 *
 * <p>The project is a dbt-shaped folder: {@code dbt_project.yml}, {@code models/}, {@code seeds/}, {@code macros/}, {@code tests/}. Where
 * it runs is said by {@code floe.yaml} beside it together with a platform; by a platform that is handed in; or, if there is neither, by
 * dbt's {@code profiles.yml}.
 *
 * <p>Immutable and thread-safe: every {@link #run()} reads the project anew and opens its own session. Nothing is printed.
 */
public final class FloePipeline {
    /** The environment variable that names the folder for floe's own files. */
    private static final String WORK_DIRECTORY = "FLOE_WORK_DIRECTORY";

    private final Builder settings;

    private FloePipeline(Builder settings) {
        this.settings = settings;
    }

    /** A builder; a project is required, everything else has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Builds everything that is selected: seeds, models and tests.
     *
     * @return how it went; nodes that failed are in there
     * @throws dev.floe.FloeException if the run cannot begin: configuration or project are wrong, the database or catalog cannot be had
     */
    public RunResult run() {
        return run(Command.BUILD);
    }

    /**
     * Runs what is selected. If the calling thread is interrupted, the run is cancelled, and the thread's interrupt flag stays set.
     *
     * @param command which kinds of nodes
     * @return how it went; nodes that failed are in there
     * @throws dev.floe.FloeException if the run cannot begin: configuration or project are wrong, the database or catalog cannot be
     *     had; {@code DEADLINE_EXCEEDED} as {@link RunHandle#await()}
     */
    public RunResult run(Command command) {
        return start(command, false).await();
    }

    /**
     * Runs again what did not end well in the last run: nodes that failed or were skipped, by {@code run_results.json} of the target folder,
     * or of {@link Builder#state}; with the command and the arguments that stand there. Variables and threads that are said here count
     * more.
     *
     * @return how it went; nothing was run if all had ended well
     * @throws dev.floe.FloeException if there are no results, or the run cannot begin
     */
    public RunResult retry() {
        Unfinished last = Retry.last(settings);
        Command command = Retry.command(last);
        Builder again = settings.copy();
        Retry.apply(again, last);
        return new FloePipeline(again).run(command);
    }

    /** Begins to build everything that is selected: seeds, models and tests. Returns at once; what goes wrong is told by the handle. */
    public RunHandle start() {
        return start(Command.BUILD);
    }

    /**
     * Begins to run what is selected, on threads of the run. Returns at once; what goes wrong is told by the handle.
     *
     * @param command which kinds of nodes
     */
    public RunHandle start(Command command) {
        return start(command, true);
    }

    private RunHandle start(Command command, boolean progress) {
        String runId = UUID.randomUUID().toString();
        Events events = new Events("floe-" + runId, settings.listeners);
        Cancellation cancellation = new Cancellation(Optional.ofNullable(settings.deadline));
        Live live = new Live(runId, cancellation);
        return new RunThread(runId, cancellation, live, events)
                .start(() -> run(command, runId, events, cancellation, new Watching(live, progress)));
    }

    private RunResult run(Command command, String runId, Events events, Cancellation cancellation, Watching watching) {
        Preparation preparation = Preparation.of(settings, command.word(), runId, Instant.now(), events);
        Target target = preparation.target();
        ParsedProject project = preparation.project();
        Optional<Path> targetFolder = settings.targetFolder(project);
        PipelineRun.Request request = new PipelineRun.Request(
                runId,
                command,
                selection(project),
                settings.finished,
                EarlierRuns.selector(settings, project),
                EarlierRuns.of(settings),
                settings.failFast,
                settings.threads == null ? target.info().threads() : settings.threads,
                Optional.ofNullable(settings.connection),
                settings.extensions,
                preparation.dialect(),
                targetFolder,
                settings.overlaps,
                settings.runs(),
                events,
                watching);
        PipelineRun run = new PipelineRun(project, target, request, cancellation);
        RunResult result = run.run(preparation.notices());
        targetFolder.ifPresent(folder -> {
            ManifestFile.write(folder, project, run.compiled());
            RunResultsFile.write(folder, project, result, run.compiled(), Retry.arguments(settings, command));
        });
        return result;
    }

    /**
     * Reads the project and writes its manifest; no connection is opened.
     *
     * @return what the user should know
     * @throws dev.floe.FloeException if configuration or project are wrong
     */
    public List<String> parse() {
        return prepared("parse", preparation -> {
            ParsedProject project = preparation.project();
            settings.targetFolder(project).ifPresent(folder -> ManifestFile.write(folder, project, Map.of()));
            return preparation.notices();
        });
    }

    /**
     * What is selected, in the order of the ids; no connection is opened.
     *
     * @throws dev.floe.FloeException if configuration or project are wrong, or a selector cannot be understood
     */
    public List<ListedNode> list() {
        return prepared("list", preparation -> {
            ParsedProject project = preparation.project();
            return Listing.of(project, EarlierRuns.selector(settings, project), selection(project));
        });
    }

    /**
     * Runs a macro by itself.
     *
     * @param macro its name, with its package before a dot where it is not the project's
     * @param arguments by name
     * @return how it went
     * @throws dev.floe.FloeException if there is no such macro, or the run cannot begin
     */
    public NodeResult runOperation(String macro, Map<String, ? extends @Nullable Object> arguments) {
        return prepared(
                "run-operation",
                preparation -> new OperationRun(
                                preparation.project(),
                                preparation.target(),
                                Optional.ofNullable(settings.connection),
                                settings.extensions)
                        .run(macro, new LinkedHashMap<>(arguments)));
    }

    /**
     * Finds out how fresh the selected sources are, those for which {@code freshness} is said, and writes {@code sources.json}.
     *
     * @return in the order of their ids
     * @throws dev.floe.FloeException if the run cannot begin; what fails for one source is in its result
     */
    public List<FreshnessResult> sourceFreshness() {
        return prepared("freshness", this::sourceFreshness);
    }

    private List<FreshnessResult> sourceFreshness(Preparation preparation) {
        long start = System.nanoTime();
        ParsedProject project = preparation.project();
        List<FreshnessResult> results = new FreshnessRun(
                        project, preparation.target(), Optional.ofNullable(settings.connection), settings.extensions)
                .run(selected(project));
        String runId = project.contexts().settings().invocationId();
        settings.targetFolder(project).ifPresent(folder -> {
            ManifestFile.write(folder, project, Map.of());
            SourcesFile.write(folder, runId, Duration.ofNanos(System.nanoTime() - start), results);
        });
        return results;
    }

    /**
     * The first rows of what is selected, as its SQL gives them now; tests only where they are selected themselves. Nothing is built.
     *
     * @param limit how many rows of each at most; below 0 for all
     * @return in the order of the nodes' ids
     * @throws dev.floe.FloeException if the project cannot be read, or a template or its SQL fails
     */
    public List<Preview> show(int limit) {
        return prepared("show", preparation -> previews(preparation).nodes(shown(preparation.project()), limit));
    }

    /** Without the tests that would come along with what is selected. */
    private Set<String> shown(ParsedProject project) {
        Selection said = selection(project);
        Selection alone = new Selection(
                said.select(),
                said.exclude(),
                said.selector(),
                said.types(),
                said.excludedTypes(),
                IndirectSelection.EMPTY,
                said.ids());
        return EarlierRuns.selector(settings, project).select(alone);
    }

    /**
     * The first rows of SQL, with Jinja, that may refer to every node.
     *
     * @param limit how many rows at most; below 0 for all
     * @throws dev.floe.FloeException if the project cannot be read, or the SQL fails
     */
    public Preview showInline(String sql, int limit) {
        return prepared("show", preparation -> previews(preparation).inline(sql, limit));
    }

    /**
     * SQL, with Jinja, that may refer to every node, rendered.
     *
     * @throws dev.floe.FloeException if the project cannot be read, or the SQL cannot be rendered
     */
    public String compileInline(String sql) {
        return prepared("compile", preparation -> previews(preparation).rendered(sql));
    }

    private PreviewRun previews(Preparation preparation) {
        return new PreviewRun(
                preparation.project(),
                preparation.target(),
                Optional.ofNullable(settings.connection),
                settings.extensions);
    }

    /**
     * Writes {@code catalog.json}: which relations of the project's sources and nodes there are, and their columns. The manifest is
     * written by {@link #parse()}, {@link #run(Command)} and their like.
     *
     * @param empty whether the databases are not looked at, and the catalog lists nothing
     * @return the file; empty where there is no target folder
     * @throws dev.floe.FloeException if the project cannot be read, or the database or catalog cannot be had
     */
    public Optional<Path> writeCatalog(boolean empty) {
        return prepared("generate", preparation -> {
            ParsedProject project = preparation.project();
            List<Node> nodes = settings.selection.equals(Selection.ALL)
                    ? List.copyOf(project.graph().nodes().values())
                    : selected(project).stream()
                            .sorted()
                            .map(project.graph()::node)
                            .toList();
            Map<String, List<CatalogRun.Column>> columns = empty
                    ? Map.of()
                    : new CatalogRun(
                                    project,
                                    preparation.target(),
                                    Optional.ofNullable(settings.connection),
                                    settings.extensions)
                            .columns(nodes.stream()
                                    .flatMap(node -> CatalogFile.relation(node).stream())
                                    .toList());
            Optional<Path> folder = settings.targetFolder(project);
            folder.ifPresent(found -> CatalogFile.write(found, project, nodes, columns));
            return folder.map(found -> found.resolve(CatalogFile.NAME));
        });
    }

    private Set<String> selected(ParsedProject project) {
        return EarlierRuns.selector(settings, project).select(selection(project));
    }

    /**
     * Removes the folders that {@code clean-targets} of {@code dbt_project.yml} names, by default the target folder. What lies outside
     * of the project, and what holds its sources, is left alone.
     *
     * @param project the project's folder
     * @return the folders that were there
     * @throws dev.floe.FloeException if {@code dbt_project.yml} cannot be read
     */
    public static List<Path> clean(Path project) {
        return CleanFolders.of(project);
    }

    /** Does something with the project that is not a run. */
    private <T> T prepared(String command, Function<Preparation, T> work) {
        String runId = UUID.randomUUID().toString();
        try (Events events = new Events("floe-" + runId, settings.listeners)) {
            return work.apply(Preparation.of(settings, command, runId, Instant.now(), events));
        }
    }

    /** What is selected; where nothing is said, the selector that {@code selectors.yml} says is the default. */
    private Selection selection(ParsedProject project) {
        Selection said = settings.selection;
        Optional<String> preset = project.project().selectors().preset();
        boolean open = said.select().isEmpty()
                && said.exclude().isEmpty()
                && said.selector().isEmpty();
        return !open || said.ids().isPresent() || preset.isEmpty()
                ? said
                : new Selection(
                        List.of(), List.of(), preset, said.types(), said.excludedTypes(), said.indirect(), said.ids());
    }

    /** Says what is run, and where. Not thread-safe. */
    public static final class Builder implements Cloneable {
        @Nullable ProjectFiles project;

        @Nullable FloeSpec spec;

        @Nullable Path platformFile;

        @Nullable PlatformConfig platform;

        @Nullable String environmentName;

        @Nullable String resourceProfile;

        Map<String, String> environment = System.getenv();

        @Nullable List<SecretSource> secretSources;

        @Nullable Connection connection;

        DuckDbExtensions extensions = DuckDbExtensions.auto();

        @Nullable Integer threads;

        @Nullable Path state;

        @Nullable Path deferTo;

        boolean favorState;
        Map<String, @Nullable Object> vars = Map.of();
        Selection selection = Selection.ALL;
        Set<String> finished = Set.of();

        OverlapPolicy overlaps = OverlapPolicy.FAIL;

        @Nullable Duration deadline;

        boolean failFast;
        boolean empty;
        boolean fullRefresh;
        boolean storeFailures;

        @Nullable String eventTimeStart;

        @Nullable String eventTimeEnd;

        @Nullable Path profilesFolder;

        @Nullable String profile;

        @Nullable String target;

        @Nullable Path targetFolder;

        Path workingFolder = Path.of("").toAbsolutePath();
        List<RunListener> listeners = new ArrayList<>();

        private Builder() {}

        /** The project's folder. */
        public Builder project(Path folder) {
            return project(ProjectFiles.folder(folder));
        }

        /**
         * A project on the class path.
         *
         * @param loader where to look
         * @param root the place of {@code dbt_project.yml}
         */
        public Builder projectOnClassPath(ClassLoader loader, String root) {
            return project(ProjectFiles.classPath(loader, root));
        }

        /** The project's files, wherever they are. */
        public Builder project(ProjectFiles files) {
            this.project = requireNonNull(files, "files");
            return this;
        }

        /** The project tier, instead of {@code floe.yaml} beside the project. */
        public Builder spec(FloeSpec spec) {
            this.spec = requireNonNull(spec, "spec");
            return this;
        }

        /** The platform's file; found by {@link dev.floe.config.PlatformLocator}'s rules by default. */
        public Builder platform(Path file) {
            this.platformFile = requireNonNull(file, "file");
            return this;
        }

        /** The platform itself, instead of a file. */
        public Builder platform(PlatformConfig platform) {
            this.platform = requireNonNull(platform, "platform");
            return this;
        }

        /** The environment to find the platform's file for. */
        public Builder environmentName(String name) {
            this.environmentName = requireNonNull(name, "name");
            return this;
        }

        /** The resource profile; {@code transform}, if there is one, by default. */
        public Builder resourceProfile(String name) {
            this.resourceProfile = requireNonNull(name, "name");
            return this;
        }

        /** Environment variables; the process's by default. Copied. */
        public Builder environment(Map<String, String> variables) {
            this.environment = Map.copyOf(variables);
            return this;
        }

        /** Where secrets are read from, in this order; the environment, then mounted files by default. Copied. */
        public Builder secretSources(List<? extends SecretSource> sources) {
            this.secretSources = List.copyOf(sources);
            return this;
        }

        /**
         * A connection on whose DuckDB instance to work. It is never used, closed, committed or rolled back itself, and has to stay open
         * during the run; its uncommitted rows and TEMP objects are not seen by models. A connection pool's works if it unwraps to
         * {@code org.duckdb.DuckDBConnection}.
         */
        public Builder connection(Connection callers) {
            this.connection = requireNonNull(callers, "callers");
            return this;
        }

        /** Where DuckDB's extensions come from; {@link DuckDbExtensions#auto()} by default. */
        public Builder extensions(DuckDbExtensions source) {
            this.extensions = requireNonNull(source, "source");
            return this;
        }

        /**
         * How many nodes run side by side; by default what {@code compute.properties.threads} or profiles.yml says, else 4.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads has to be at least 1, not " + count);
            }
            this.threads = count;
            return this;
        }

        /** Variables for {@code var(…)}, over those of {@code dbt_project.yml}. Copied. */
        public Builder vars(Map<String, ? extends @Nullable Object> variables) {
            this.vars = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            return this;
        }

        /** Which nodes to run, in dbt's selection syntax; all by default. */
        public Builder select(String... selectors) {
            return selection(new Selection(
                    List.of(selectors),
                    selection.exclude(),
                    selection.selector(),
                    selection.types(),
                    selection.excludedTypes(),
                    selection.indirect(),
                    selection.ids()));
        }

        /** Which nodes not to run, in dbt's selection syntax. */
        public Builder exclude(String... selectors) {
            return selection(new Selection(
                    selection.select(),
                    List.of(selectors),
                    selection.selector(),
                    selection.types(),
                    selection.excludedTypes(),
                    selection.indirect(),
                    selection.ids()));
        }

        /** Which nodes to run, in every way that there is; instead of {@link #select} and {@link #exclude}. */
        public Builder selection(Selection nodes) {
            this.selection = requireNonNull(nodes, "nodes");
            return this;
        }

        /**
         * Nodes that need not run, for they ended well in an earlier attempt: {@link RunProgress#succeeded()} of it. What reads them runs.
         *
         * @param uniqueIds their ids; those that are not selected do not matter. Copied
         */
        public Builder finished(Collection<String> uniqueIds) {
            this.finished = Set.copyOf(uniqueIds);
            return this;
        }

        /**
         * The target folder of an earlier run, of floe or of dbt, or a copy of it: what {@code state:}, {@code result:} and
         * {@code source_status:} compare with.
         *
         * @param folder with {@code manifest.json}, {@code run_results.json}, {@code sources.json}, as far as they are needed; a relative
         *     one is below the project's
         */
        public Builder state(Path folder) {
            this.state = requireNonNull(folder, "folder");
            return this;
        }

        /**
         * How long a run may take; without end by default. When it is over, no other node begins and what runs is cancelled: the nodes
         * that ran have {@code DEADLINE_EXCEEDED}, the others are skipped. Whoever waits gets control back at the latest a second after
         * it; if the run is inside a call that cannot be interrupted then, with an exception of the same code, and the run lets go of
         * everything when the call ends.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder deadline(Duration time) {
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("a deadline has to be positive, not " + time);
            }
            this.deadline = time;
            return this;
        }

        /** What happens if another run on this machine writes the same tables; {@link OverlapPolicy#FAIL} by default. */
        public Builder overlaps(OverlapPolicy policy) {
            this.overlaps = requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Where a {@code ref} goes to that names something which the run's database does not have: the relation that the manifest of an
         * earlier run says, for example production's.
         *
         * @param folder with a {@code manifest.json}, of floe or of dbt; a relative one is below the project's
         */
        public Builder deferTo(Path folder) {
            this.deferTo = requireNonNull(folder, "folder");
            return this;
        }

        /** Whether a {@code ref} goes to the earlier relation for all that the run does not select, there or not; false by default. */
        public Builder favorState(boolean favor) {
            this.favorState = favor;
            return this;
        }

        /** Whether nothing begins any more once something failed; false by default. */
        public Builder failFast(boolean stop) {
            this.failFast = stop;
            return this;
        }

        /** Whether models read no rows, so that only their SQL is tried; false by default. */
        public Builder empty(boolean noRows) {
            this.empty = noRows;
            return this;
        }

        /**
         * Builds models with the strategy {@code microbatch} for a span of time, instead of for the batches that are due.
         *
         * @param start its beginning, in UTC: a date, or a date and a time as ISO writes them
         * @param end its end
         */
        public Builder eventTime(String start, String end) {
            this.eventTimeStart = requireNonNull(start, "start");
            this.eventTimeEnd = requireNonNull(end, "end");
            return this;
        }

        /** Whether everything is built from nothing; false by default. */
        public Builder fullRefresh(boolean refresh) {
            this.fullRefresh = refresh;
            return this;
        }

        /** Whether what tests find is kept in relations, where a test says nothing else; false by default. */
        public Builder storeFailures(boolean store) {
            this.storeFailures = store;
            return this;
        }

        /** The folder of {@code profiles.yml}, for a project without {@code floe.yaml}; dbt's places by default. */
        public Builder profilesFolder(Path folder) {
            this.profilesFolder = requireNonNull(folder, "folder");
            return this;
        }

        /** The profile, for a project without {@code floe.yaml}; the one that {@code dbt_project.yml} names by default. */
        public Builder profile(String name) {
            this.profile = requireNonNull(name, "name");
            return this;
        }

        /** The target of the profile, for a project without {@code floe.yaml}; the profile's own choice by default. */
        public Builder target(String name) {
            this.target = requireNonNull(name, "name");
            return this;
        }

        /** Where compiled SQL and artifacts go; {@code target} in the project's folder by default, nowhere for the class path. */
        public Builder targetFolder(Path folder) {
            this.targetFolder = requireNonNull(folder, "folder");
            return this;
        }

        /** What a relative {@code path} of profiles.yml is relative to; the process's working folder by default. */
        public Builder workingFolder(Path folder) {
            this.workingFolder = folder.toAbsolutePath();
            return this;
        }

        /** Adds somebody to be told of what happens. */
        public Builder listener(RunListener listener) {
            this.listeners.add(requireNonNull(listener, "listener"));
            return this;
        }

        String profilesPlaces() {
            return profilesFolder != null
                    ? profilesFolder.toString()
                    : "DBT_PROFILES_DIR, the project's folder or ~/.dbt; name its folder, or write a floe.yaml";
        }

        /** The folder where the runs of this machine and user are written down. */
        Path runs() {
            String place = environment.getOrDefault(WORK_DIRECTORY, System.getProperty("java.io.tmpdir"));
            return Path.of(place).resolve("floe-runs-" + System.getProperty("user.name"));
        }

        Optional<Path> targetFolder(ParsedProject parsed) {
            if (targetFolder != null) {
                return Optional.of(targetFolder);
            }
            return parsed.project()
                    .files()
                    .root()
                    .map(root -> root.resolve(parsed.project().config().targetPath()));
        }

        /**
         * The pipeline. Files are not read before it is run.
         *
         * @throws IllegalStateException if there is no project
         */
        public FloePipeline build() {
            if (project == null) {
                throw new IllegalStateException("a pipeline needs a project: call project(…) or projectOnClassPath(…)");
            }
            return new FloePipeline(copy());
        }

        private Builder copy() {
            try {
                Builder copy = (Builder) clone();
                copy.listeners = List.copyOf(listeners);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

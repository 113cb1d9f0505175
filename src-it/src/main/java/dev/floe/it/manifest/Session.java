package dev.floe.it.manifest;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.Values;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is the same for all nodes of a manifest. */
final class Session implements AutoCloseable {
    private static final List<String> GRAPH_SECTIONS = List.of(
            "exposures", "functions", "groups", "metrics", "nodes", "sources", "semantic_models", "saved_queries");

    /** A manifest that is written later than this after its run began tells of another run. */
    private static final Duration LONGEST_PARSE = Duration.ofMinutes(5);

    private final Manifest manifest;
    private final Surroundings surroundings;
    private final JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
    private final ManifestMacros macros;
    private final Target target;
    private final Map<String, Boolean> quoting;
    private final Optional<DuckDbFile> database;
    private final boolean empty;
    private @Nullable Object graph;

    private Session(Manifest manifest, Surroundings surroundings, RenderOptions options)
            throws IOException, SQLException {
        this.manifest = manifest;
        this.surroundings = surroundings;
        this.macros = new ManifestMacros(manifest, jinja);
        this.target = Target.of(manifest, surroundings, options, jinja);
        this.quoting = Policy.merged(Policy.ALL, manifest.metadata().get("quoting"));
        this.empty = Boolean.TRUE.equals(surroundings.argument("empty"));
        this.database = options.database().isPresent()
                ? Optional.of(DuckDbFile.open(
                        options.database().get(),
                        Values.text(target.get("database")),
                        Values.text(target.get("schema")),
                        surroundings.folder()))
                : Optional.empty();
    }

    static Session open(RenderOptions options) throws IOException, SQLException {
        Manifest manifest = Manifest.read(options.manifest());
        return new Session(manifest, new Surroundings(manifest, options), options);
    }

    Manifest manifest() {
        return manifest;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    JinjaEnvironment jinja() {
        return jinja;
    }

    ManifestMacros macros() {
        return macros;
    }

    Target target() {
        return target;
    }

    /** The project's policy of quoting names. */
    Map<String, Boolean> quoting() {
        return quoting;
    }

    /** The database; whoever asks needs it. */
    DuckDbFile database() {
        return database.orElseThrow(() -> new NeedsMore("a database (--database)"));
    }

    void undo() {
        database.ifPresent(DuckDbFile::undo);
    }

    /** Whether relations print as queries of no rows, as with dbt's {@code --empty}. */
    boolean empty() {
        return empty;
    }

    /** {@code graph}. */
    Object graph() {
        if (graph == null) {
            Map<String, Object> sections = new LinkedHashMap<>();
            for (String name : GRAPH_SECTIONS) {
                Map<String, Object> entries = new LinkedHashMap<>();
                manifest.section(name).forEach((id, data) -> entries.put(id, uncompiled(Json.map(data))));
                sections.put(name, entries);
            }
            graph = Values.dict(sections);
        }
        return graph;
    }

    /** An entry as it was before it was compiled. */
    static Map<String, @Nullable Object> uncompiled(Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(data);
        List.of("compiled", "compiled_code", "compiled_path", "extra_ctes_injected", "extra_ctes", "build_path")
                .forEach(copy::remove);
        return copy;
    }

    /**
     * When the run began.
     *
     * @param notes told if that is not certain: dbt's manifest may still have the time of the run that parsed the project first
     */
    Instant startedAt(Consumer<String> notes) {
        Map<String, @Nullable Object> metadata = manifest.metadata();
        Instant written = moment(String.valueOf(metadata.get("generated_at")));
        Object invocation = metadata.get("invocation_started_at");
        Object run = metadata.getOrDefault("run_started_at", invocation);
        Instant began = run == null ? written : moment(run.toString());
        Optional<Instant> known = surroundings.startedAt().map(Session::moment);
        if (known.isPresent()
                && invocation != null
                && moment(invocation.toString()).equals(known.get())) {
            return began;
        }
        notes.accept("when the run began");
        return known.orElse(Duration.between(began, written).compareTo(LONGEST_PARSE) < 0 ? began : written);
    }

    static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.parse(text.endsWith("Z") ? text : text + "Z");
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        if (database.isPresent()) {
            database.get().close();
        }
    }
}

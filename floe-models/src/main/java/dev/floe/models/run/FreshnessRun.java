package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.models.FreshnessResult;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunException;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.parse.Freshness;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.sql.Dialect;
import dev.floe.models.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how fresh sources are, one after the other. */
public final class FreshnessRun {
    /** What counts as the newest row of an empty table. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private static final double MILLIS = 1_000.0;

    private final ParsedProject project;
    private final Target target;
    private final Optional<Connection> callers;
    private final DuckDbExtensions extensions;
    private final Statements statements = new Statements();

    /**
     * @param callers the caller's connection, if floe is to work on its instance
     */
    public FreshnessRun(
            ParsedProject project, Target target, Optional<Connection> callers, DuckDbExtensions extensions) {
        this.project = project;
        this.target = target;
        this.callers = callers;
        this.extensions = extensions;
    }

    /** The sources among these ids for which {@code freshness} is said, in the order of their ids. */
    public List<FreshnessResult> run(Collection<String> ids) {
        List<FreshnessResult> results = new ArrayList<>();
        List<SourceNode> wanted = ids.stream()
                .sorted()
                .map(project.graph()::node)
                .filter(SourceNode.class::isInstance)
                .map(SourceNode.class::cast)
                .filter(source -> Freshness.of(source).isPresent())
                .toList();
        if (wanted.isEmpty()) {
            return results;
        }
        Dialect dialect = project.contexts().settings().dialect();
        try (Session session = Session.open(target, callers, extensions, dialect, connections -> connections);
                Connection connection = session.connections().open()) {
            NodeCompiler compiler = new NodeCompiler(project, session);
            for (SourceNode source : wanted) {
                SessionDatabase database = new SessionDatabase(
                        connection, dialect, statements, session, target.redactor(), source.name(), false);
                results.add(look(source, Freshness.of(source).orElseThrow(), compiler, database));
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), "Opening a connection");
        }
        return results;
    }

    private FreshnessResult look(SourceNode source, Freshness wanted, NodeCompiler compiler, SessionDatabase database) {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        try {
            String sql = database.dialect().ageOf(newest(source, wanted, compiler, database));
            List<@Nullable Object> row =
                    statements.query(database.connection(), sql).rows().get(0);
            String type = String.valueOf(row.get(0));
            if (!type.startsWith("TIMESTAMP") && row.get(1) != null) {
                throw invalid(source, "gives values of type " + type + "; cast it to a timestamp");
            }
            Instant newest = row.get(1) instanceof Number seconds ? moment(seconds) : NEVER;
            Instant now = moment((Number) row.get(2));
            return new FreshnessResult(
                    source.uniqueId(),
                    source.sourceName() + "." + source.name(),
                    wanted.status(Duration.between(newest, now)),
                    Optional.of(newest),
                    now,
                    wanted.criteria(),
                    begun,
                    Duration.ofNanos(System.nanoTime() - start),
                    Optional.empty());
        } catch (SQLException e) {
            String what = "Looking at the freshness of the source " + source.sourceName() + "." + source.name() + " ("
                    + source.head().path() + ")";
            return failed(
                    source, wanted, begun, start, DuckDbException.of(e, target.redactor(), what, ErrorCode.SQL_FAILED));
        } catch (FloeException e) {
            return failed(source, wanted, begun, start, e);
        }
    }

    /** The SELECT of the moment when the newest row was loaded. */
    private static String newest(SourceNode source, Freshness wanted, NodeCompiler compiler, SessionDatabase database) {
        if (wanted.query().isPresent()) {
            return compiler.hook(source, wanted.query().get(), database, Map.of());
        }
        String field = wanted.field()
                .orElseThrow(() -> invalid(
                        source,
                        "is not said: a source with freshness needs loaded_at_field or loaded_at_query, for DuckDB does"
                                + " not know when a table was changed"));
        String relation =
                source.externalLocation().orElseGet(() -> database.dialect().relation(source.relation()));
        return "select max(" + field + ") from " + relation
                + wanted.filter().map(filter -> " where " + filter).orElse("");
    }

    private static RunException invalid(SourceNode source, String what) {
        return new RunException(
                ErrorCode.PROJECT_INVALID,
                source.head().path() + ": when rows of " + source.sourceName() + "." + source.name() + " were loaded "
                        + what,
                null);
    }

    private static FreshnessResult failed(
            SourceNode source, Freshness wanted, Instant begun, long start, FloeException error) {
        return new FreshnessResult(
                source.uniqueId(),
                source.sourceName() + "." + source.name(),
                NodeStatus.ERROR,
                Optional.empty(),
                Instant.now(),
                wanted.criteria(),
                begun,
                Duration.ofNanos(System.nanoTime() - start),
                Optional.of(error));
    }

    private static Instant moment(Number seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * MILLIS));
    }
}

package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.config.DuckDbCatalog;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.ResolvedCatalog;
import dev.floe.models.OverlapPolicy;
import dev.floe.models.RunException;
import dev.floe.models.graph.RelationName;
import dev.floe.models.run.RunRegistry.Claimed;
import dev.floe.models.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Keeps runs from writing what another run writes, as the policy says. */
final class Overlaps {
    private static final long LOOK_MILLIS = 100;

    private final Target target;
    private final Optional<Connection> callers;
    private final OverlapPolicy policy;
    private final Path folder;
    private final Cancellation cancellation;

    /**
     * @param folder where runs of this machine are written down
     */
    Overlaps(
            Target target, Optional<Connection> callers, OverlapPolicy policy, Path folder, Cancellation cancellation) {
        this.target = target;
        this.callers = callers;
        this.policy = policy;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /**
     * Claims what a run writes.
     *
     * @param notices what the user should know is added to it
     * @return to be closed at the run's end
     * @throws RunException {@code RUN_OVERLAPS}; {@code CANCELLED} or {@code DEADLINE_EXCEEDED} while it waits
     */
    RunHold claim(String runId, Collection<RelationName> places, List<String> notices) {
        Set<String> relations = new LinkedHashSet<>();
        places.forEach(place -> identity(place).ifPresent(relations::add));
        if (relations.isEmpty()) {
            return () -> {};
        }
        RunRegistry registry = new RunRegistry(folder);
        try {
            while (true) {
                RunClaim claim = registry.claim(runId, relations, policy == OverlapPolicy.ALLOW);
                Claimed other = claim.overlapped();
                if (other.equals(Claimed.NONE)) {
                    return claim::close;
                }
                if (policy == OverlapPolicy.ALLOW) {
                    notices.add("The run " + other.run() + " of process " + other.process() + " writes "
                            + other.relation() + " at the same time");
                    return claim::close;
                }
                if (policy == OverlapPolicy.FAIL) {
                    throw refused(other);
                }
                cancellation.check();
                pause();
            }
        } catch (IOException e) {
            notices.add("Whether another run writes the same tables could not be found out, for " + folder
                    + " cannot be used: " + e);
            return () -> {};
        }
    }

    /** Ends a claim. */
    interface RunHold extends AutoCloseable {
        @Override
        void close();
    }

    private static RunException refused(Claimed other) {
        return new RunException(
                ErrorCode.RUN_OVERLAPS,
                "The run " + other.run() + " of process " + other.process() + " is writing " + other.relation()
                        + ", which this run would write too. Run again when it has ended, or choose the overlap policy"
                        + " WAIT or ALLOW.",
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A relation by where its catalog is, whatever it is called here; empty where nobody else can reach it. */
    private Optional<String> identity(RelationName relation) {
        @Nullable ResolvedCatalog catalog = target.catalogs().get(relation.database());
        if (catalog instanceof IcebergRestCatalog iceberg) {
            return Optional.of(named(iceberg.uri() + " " + iceberg.warehouse(), relation));
        }
        if (catalog instanceof DuckDbCatalog file && !file.path().toString().isEmpty()) {
            return Optional.of(named(real(file.path()), relation));
        }
        return callers.map(connection -> named(instance(connection), relation));
    }

    private static String named(String where, RelationName relation) {
        return where + ": " + relation.schema() + "." + relation.identifier();
    }

    private static String real(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Path parent = absolute.getParent();
            return parent == null
                    ? absolute.toString()
                    : parent.toRealPath().resolve(absolute.getFileName()).toString();
        } catch (IOException e) {
            return absolute.toString();
        }
    }

    /** Two connections to one instance cannot be told to be that; the same one can. */
    private static String instance(Connection connection) {
        Object known = connection;
        try {
            known = connection.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            // Whoever opens the session says so.
        }
        return "connection " + Integer.toHexString(System.identityHashCode(known)) + " of process "
                + ProcessHandle.current().pid();
    }
}

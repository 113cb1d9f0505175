package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceShareTest {
    private static final String DATABASES = "SELECT coalesce(string_agg(database_name, ' ' ORDER BY database_name), '')"
            + " FROM duckdb_databases() WHERE NOT internal";

    private Connection callers;
    private ConnectionSource connections;

    @BeforeEach
    void open() throws SQLException {
        callers = DriverManager.getConnection("jdbc:duckdb:");
        connections = () -> Duplicates.of(callers);
    }

    @AfterEach
    void close() throws SQLException {
        callers.close();
    }

    private Optional<String> databases() throws SQLException {
        return Queries.text(callers, DATABASES);
    }

    private static void detach(Connection connection) throws SQLException {
        Queries.run(connection, "DETACH shared");
    }

    private void attach() throws SQLException {
        Queries.run(callers, "ATTACH IF NOT EXISTS ':memory:' AS shared");
    }

    @Test
    void eachUserHasDatabasesOfItsOwnAndLeavesNone() throws SQLException {
        try (InstanceShare one = InstanceShare.join(connections);
                InstanceShare other = InstanceShare.join(connections)) {
            assertThat(one.inMemory("views")).isEqualTo("views");
            assertThat(other.inMemory("views")).isEqualTo("views_2");
        }
        assertThat(databases()).contains("memory");
    }

    @Test
    void whatSeveralUseIsTakenAwayByTheLast() throws SQLException {
        InstanceShare first = InstanceShare.join(connections);
        first.using("shared", InstanceShareTest::detach);
        attach();
        first.attached("shared");
        InstanceShare second = InstanceShare.join(connections);
        second.using("shared", InstanceShareTest::detach);

        first.close();
        assertThat(databases().orElseThrow()).contains("memory shared");
        second.close();
        assertThat(databases()).contains("memory");
    }

    @Test
    void whatTheOwnerOfTheInstanceAttachedStays() throws SQLException {
        attach();
        try (InstanceShare user = InstanceShare.join(connections)) {
            user.using("shared", InstanceShareTest::detach);
        }
        assertThat(databases()).contains("memory shared");
    }

    @Test
    void nobodyLosesWhatItUsesHoweverTheyComeAndGo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> users = new ArrayList<>();
            for (int user = 0; user < 4; user++) {
                users.add(threads.submit(comingAndGoing(user)));
            }
            for (Future<Void> user : users) {
                user.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(databases()).contains("memory");
    }

    private Callable<Void> comingAndGoing(int user) {
        return () -> {
            for (int round = 0; round < 15; round++) {
                try (InstanceShare share = InstanceShare.join(connections);
                        Connection own = connections.open()) {
                    share.using("shared", InstanceShareTest::detach);
                    boolean attached = attachedNow(own);
                    if (attached) {
                        share.attached("shared");
                    }
                    Queries.run(own, "CREATE TABLE shared.main.t_" + user + "_" + round + " (n INTEGER)");
                    assertThat(share.inMemory("views")).startsWith("views");
                }
            }
            return null;
        };
    }

    private static boolean attachedNow(Connection own) throws SQLException {
        try {
            Queries.run(own, "ATTACH ':memory:' AS shared");
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("already");
            return false;
        }
    }
}

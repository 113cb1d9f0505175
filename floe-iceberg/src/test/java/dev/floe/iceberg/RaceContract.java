package dev.floe.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.ErrorCode;
import dev.floe.duckdb.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link IcebergTables} promises when several work on one table at once, on every catalog. A subclass says which. The system property
 * {@code floe.races} multiplies the rounds.
 */
public abstract class RaceContract extends CatalogContract {
    private static final int TIMES = Integer.getInteger("floe.races", 1);

    @Nested
    class A_reader {

        @Test
        void sees_each_replacement_as_a_whole_or_not_at_all() throws Exception {
            int tablesAtOnce = 5;
            int replacements = 40 * TIMES;
            List<TableName> names = new ArrayList<>();
            for (int i = 0; i < tablesAtOnce; i++) {
                freshTable();
                names.add(table);
                replace("SELECT 0 AS generation, i FROM range(2000) r(i)");
            }
            Set<String> wrong = ConcurrentHashMap.newKeySet();
            AtomicLong reads = new AtomicLong();
            AtomicInteger writing = new AtomicInteger(tablesAtOnce);
            ExecutorService pool = Executors.newFixedThreadPool(tablesAtOnce + 2);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (TableName name : names) {
                    work.add(pool.submit(() -> {
                        try {
                            for (int i = 1; i <= replacements; i++) {
                                commit(TableWrite.builder(name)
                                        .select("SELECT " + i + " AS generation, i FROM range(2000) r(i)")
                                        .build());
                            }
                        } finally {
                            writing.decrementAndGet();
                        }
                    }));
                }
                for (int reader = 0; reader < 2; reader++) {
                    work.add(pool.submit(() -> {
                        int next = 0;
                        while (writing.get() > 0) {
                            TableName name = names.get(next++ % names.size());
                            String seen = look(name);
                            reads.incrementAndGet();
                            if (!seen.equals("2000|1|1999000")) {
                                wrong.add(seen);
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> each : work) {
                    each.get();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(wrong).isEmpty();
            assertThat(reads.get()).isGreaterThan(20);
            for (TableName name : names) {
                table = name;
                assertThat(rows("SELECT DISTINCT generation FROM " + sql()))
                        .containsExactly(String.valueOf(replacements));
                assertThat(tables.maintenance().snapshots(name)).hasSize(replacements + 1);
            }
        }

        private String look(TableName name) {
            String query = "SELECT count(*) || '|' || count(DISTINCT generation) || '|' || sum(i) FROM "
                    + Sql.qualified(fixture.alias(), namespace, name.name());
            try (Connection connection = fixture.session().open();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                result.next();
                return result.getString(1);
            } catch (SQLException e) {
                return e.getMessage();
            }
        }
    }

    @Nested
    class Writers {

        /** Each success adds one, so a lost or doubled commit shows in the sum. */
        @Test
        void who_replace_what_they_saw_lose_nothing_and_double_nothing() throws Exception {
            replace("SELECT 0 AS v");
            AtomicInteger conflicts = new AtomicInteger();
            int rounds = 8 * TIMES;
            inParallel(3, () -> {
                for (int done = 0; done < rounds; ) {
                    long seen = tables.state(table).orElseThrow().snapshotId().orElseThrow();
                    try {
                        commit(write("SELECT v + 1 AS v FROM " + sql() + " AT (VERSION => " + seen + ")")
                                .basis(Basis.seen(Optional.of(seen)))
                                .build());
                        done++;
                    } catch (IcebergException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                        assertThat(e.winner()).isPresent();
                        conflicts.incrementAndGet();
                    }
                }
                return null;
            });
            assertThat(rows("SELECT v FROM " + sql())).containsExactly(String.valueOf(3 * rounds));
            assertThat(tables.maintenance().snapshots(table)).hasSize(3 * rounds + 1);
        }

        @Test
        void who_append_all_get_through_beside_native_inserts() throws Exception {
            replace("SELECT 'first' AS who, 0 AS i");
            AtomicInteger natively = new AtomicInteger();
            int rounds = 6 * TIMES;
            inParallel(
                    3,
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            untilDone(() -> append("SELECT 'floe' AS who, 1 AS i"));
                        }
                        return null;
                    },
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            if (insert()) {
                                natively.incrementAndGet();
                            }
                        }
                        return null;
                    });
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE who = 'floe'"))
                    .containsExactly(String.valueOf(3 * rounds));
            assertThat(rows("SELECT count(*) FROM " + sql() + " WHERE who = 'native'"))
                    .containsExactly(String.valueOf(natively.get()));
        }

        @Test
        void who_replace_what_they_saw_wipe_out_no_native_insert() throws Exception {
            replace("SELECT 'first' AS who, 0 AS i");
            AtomicInteger replaced = new AtomicInteger();
            AtomicInteger natively = new AtomicInteger();
            int rounds = 8 * TIMES;
            inParallel(
                    1,
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            long seen = tables.state(table)
                                    .orElseThrow()
                                    .snapshotId()
                                    .orElseThrow();
                            try {
                                commit(write("SELECT who, i FROM " + sql() + " AT (VERSION => " + seen
                                                + ") UNION ALL SELECT 'floe', 1")
                                        .basis(Basis.seen(Optional.of(seen)))
                                        .build());
                                replaced.incrementAndGet();
                            } catch (IcebergException e) {
                                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                            }
                        }
                        return null;
                    },
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            if (insert()) {
                                natively.incrementAndGet();
                            }
                        }
                        return null;
                    });
            assertThat(rows("SELECT count(*) FILTER (who = 'floe'), count(*) FILTER (who = 'native') FROM " + sql()))
                    .containsExactly(replaced.get() + "|" + natively.get());
            assertThat(replaced.get() + natively.get()).isPositive();
        }

        @Test
        void who_compact_while_others_append_lose_no_row() throws Exception {
            replace("SELECT 0 AS i");
            int rounds = 6 * TIMES;
            inParallel(
                    1,
                    () -> {
                        for (int i = 0; i < rounds; i++) {
                            untilDone(() -> tables.maintenance().compact(table, java.util.Map.of()));
                        }
                        return null;
                    },
                    () -> {
                        for (int i = 0; i < 2 * rounds; i++) {
                            untilDone(() -> append("SELECT 1 AS i"));
                        }
                        return null;
                    });
            assertThat(rows("SELECT sum(i) FROM " + sql())).containsExactly(String.valueOf(2 * rounds));
        }

        /** Tells whether DuckDB says that its own insert was made. */
        private boolean insert() {
            try {
                execute("INSERT INTO " + sql() + " SELECT 'native', 1");
                return true;
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("409");
                return false;
            }
        }

        private void untilDone(Runnable work) {
            while (true) {
                try {
                    work.run();
                    return;
                } catch (IcebergException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                }
            }
        }

        private void inParallel(int firstTimes, Callable<?> first, Callable<?>... others) throws Exception {
            ExecutorService pool = Executors.newCachedThreadPool();
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int i = 0; i < firstTimes; i++) {
                    work.add(pool.submit(first));
                }
                for (Callable<?> other : others) {
                    work.add(pool.submit(other));
                }
                for (Future<?> each : work) {
                    each.get();
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }
}

package dev.floe.models.run;

import dev.floe.duckdb.ConnectionSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose statements end when the run is to end, whoever runs them: floe's own, and those with which tables are staged and
 * committed. After the end was asked for nothing begins any more but what takes temporary things away.
 */
final class WatchedConnections implements ConnectionSource {
    private static final Pattern TIDIES = Pattern.compile("\\s*drop\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String SHOW_PROGRESS = "set enable_progress_bar = true; set enable_progress_bar_print = false";

    private final ConnectionSource connections;
    private final Cancellation cancellation;
    private final boolean progress;
    private final Ended ended;

    /** Is told of statements that ended, on the thread that ran them. */
    interface Ended {
        void ended(String sql, Duration took, boolean success);
    }

    /**
     * @param progress whether somebody may ask how far a query is
     */
    WatchedConnections(ConnectionSource connections, Cancellation cancellation, boolean progress, Ended ended) {
        this.connections = connections;
        this.cancellation = cancellation;
        this.progress = progress;
        this.ended = ended;
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = connections.open();
        if (progress) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SHOW_PROGRESS);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object answer = invoke(connection, method, arguments);
            if (answer instanceof PreparedStatement prepared && method.getName().equals("prepareStatement")) {
                return watched(PreparedStatement.class, prepared, String.valueOf(arguments[0]));
            }
            return answer instanceof Statement statement ? watched(Statement.class, statement, "") : answer;
        });
    }

    private <T extends Statement> T watched(Class<T> type, T statement, String prepared) {
        return proxy(type, (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return invoke(statement, method, arguments);
            }
            String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
            if (TIDIES.matcher(sql).matches()) {
                return invoke(statement, method, arguments);
            }
            cancellation.begin(statement);
            long start = System.nanoTime();
            boolean success = false;
            try {
                Object answer = invoke(statement, method, arguments);
                success = true;
                return answer;
            } finally {
                cancellation.end(statement);
                ended.ended(sql, Duration.ofNanos(System.nanoTime() - start), success);
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

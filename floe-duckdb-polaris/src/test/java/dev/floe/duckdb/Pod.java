package dev.floe.duckdb;

import dev.floe.FloeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Another process that opens a session as floe does, loads an extension and spills: one line tells how it went. */
final class Pod {
    private Pod() {}

    /** The argument: a folder with extensions, or {@code bundled}, or {@code none}. */
    public static void main(String[] args) throws SQLException {
        try {
            System.out.println(work(args[0]));
        } catch (FloeException e) {
            System.out.println(e.code() + " " + e.getMessage().replace('\n', ' '));
        }
    }

    private static String work(String source) throws SQLException {
        DuckDbSettings settings = DuckDbSettings.none().withMemoryLimit("60MiB").withThreads(1);
        DuckDbSession.Builder builder = DuckDbSession.builder().settings(settings);
        if (!source.equals("none")) {
            DuckDbExtensions extensions =
                    source.equals("bundled") ? DuckDbExtensions.bundled() : DuckDbExtensions.directory(Path.of(source));
            builder.extensions(extensions).load(List.of("avro"));
        }
        try (DuckDbSession session = builder.build();
                Connection connection = session.open()) {
            try {
                Rows.run(connection, "CREATE TABLE t AS SELECT i, md5(i::VARCHAR) m FROM range(2000000) r(i)");
                Rows.one(connection, "SELECT count(*) FROM (SELECT * FROM t ORDER BY m OFFSET 1)");
            } catch (SQLException e) {
                throw DuckDbException.of(e, dev.floe.config.Redactor.none(), "Sorting");
            }
            return "fine "
                    + Rows.setting(connection, "temp_directory").orElseThrow() + " "
                    + Rows.setting(connection, "extension_directory").orElseThrow();
        }
    }
}

package dev.floe.bench;

import dev.floe.config.Secret;
import dev.floe.duckdb.AttachedCatalog;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.duckdb.PolarisAttacher;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Attaching a catalog to a new DuckDB instance: by floe, and by the statements that floe sends. */
@State(Scope.Thread)
public class AttachCost {
    private static final String CLIENT = "bench";
    private static final String WAREHOUSE = "demo";
    private static final String ATTACH = "ATTACH '" + WAREHOUSE + "' AS " + PolarisAttacher.DEFAULT_ALIAS
            + " (TYPE iceberg, ENDPOINT ?, ACCESS_DELEGATION_MODE ?, READ_ONLY ?, CLIENT_ID ?, CLIENT_SECRET ?,"
            + " OAUTH2_SERVER_URI ?, OAUTH2_SCOPE ?)";

    private final Path repository = DuckDbExtensionRepository.locate();
    private EmbeddedCatalog catalog;
    private PolarisAttacher alone;
    private PolarisAttacher afterPreflight;
    private Path extensions;
    private Connection connection;

    @Setup
    public void start() throws SQLException {
        catalog = EmbeddedCatalog.builder()
                .warehouse(WAREHOUSE)
                .principal(CLIENT, CLIENT)
                .start();
        PolarisAttacher.Builder attacher = PolarisAttacher.builder(catalog.uri(), WAREHOUSE)
                .clientId(Secret.of("client id", () -> CLIENT))
                .clientSecret(Secret.of("client secret", () -> CLIENT))
                .extensions(DuckDbExtensions.directory(repository));
        afterPreflight = attacher.build();
        alone = attacher.preflight(false).build();
        try (Connection any = DriverManager.getConnection("jdbc:duckdb:")) {
            extensions = repository.resolve(text(any, "SELECT version()")).resolve(text(any, "PRAGMA platform"));
        }
    }

    @TearDown
    public void stop() {
        catalog.close();
    }

    @Setup(Level.Iteration)
    public void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @TearDown(Level.Iteration)
    public void close() throws SQLException {
        connection.close();
    }

    @Benchmark
    public AttachedCatalog attach() {
        return alone.attach(connection);
    }

    @Benchmark
    public AttachedCatalog attachAfterPreflight() {
        return afterPreflight.attach(connection);
    }

    @Benchmark
    public boolean statements() throws SQLException {
        try (Statement load = connection.createStatement()) {
            for (String name : new String[] {"avro", "httpfs", "iceberg"}) {
                load.execute("LOAD '" + extensions.resolve(name + ".duckdb_extension") + "'");
            }
        }
        try (PreparedStatement attach = connection.prepareStatement(ATTACH)) {
            attach.setString(1, catalog.uri().toString());
            attach.setString(2, "none");
            attach.setBoolean(3, false);
            attach.setString(4, CLIENT);
            attach.setString(5, CLIENT);
            attach.setString(6, catalog.tokenUri().toString());
            attach.setString(7, "PRINCIPAL_ROLE:ALL");
            return attach.execute();
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

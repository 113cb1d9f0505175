import dev.floe.config.Secret;
import dev.floe.duckdb.PolarisAttacher;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what the quickstart built, read by DuckDB alone: {@code ShowTables FILE} for a DuckDB file, {@code ShowTables URI WAREHOUSE} for
 * an Iceberg catalog.
 */
public class ShowTables {
    public static void main(String[] args) throws SQLException {
        boolean iceberg = args.length == 2;
        try (Connection connection = DriverManager.getConnection(iceberg ? "jdbc:duckdb:" : "jdbc:duckdb:" + args[0])) {
            String catalog = iceberg ? attach(connection, URI.create(args[0]), args[1]) : connection.getCatalog();
            List<String> tables = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                            + " WHERE table_catalog = '" + catalog + "' AND table_type = 'BASE TABLE' ORDER BY 1")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                show(connection, "SELECT '" + table + "', count(*) || ' rows' FROM " + catalog + "." + table, 40);
            }
            System.out.println("gold.monthly_revenue: month, coffee, gear, tea, total");
            show(connection, "FROM " + catalog + ".gold.monthly_revenue ORDER BY month", 12);
        }
    }

    private static String attach(Connection connection, URI uri, String warehouse) {
        return PolarisAttacher.builder(uri, warehouse)
                .clientId(Secret.of("POLARIS_CLIENT_ID", () -> System.getenv("POLARIS_CLIENT_ID")))
                .clientSecret(Secret.of("POLARIS_CLIENT_SECRET", () -> System.getenv("POLARIS_CLIENT_SECRET")))
                .build()
                .attach(connection)
                .alias();
    }

    private static void show(Connection connection, String query, int width) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                StringBuilder line = new StringBuilder("  ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    line.append(String.format("%-" + width + "s", rows.getString(i)));
                }
                System.out.println(line.toString().stripTrailing());
            }
        }
    }
}

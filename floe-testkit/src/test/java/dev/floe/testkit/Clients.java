package dev.floe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.rest.RESTCatalog;

/** The clients that the tests speak to the catalog with: DuckDB, Iceberg's library and plain HTTP. */
final class Clients {

    static final String ID = "root";
    static final String SECRET = "s3cr3t";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private Clients() {}

    /** A builder with the one principal that the clients here use. */
    static EmbeddedCatalog.Builder catalog() {
        return EmbeddedCatalog.builder().principal(ID, SECRET);
    }

    /** A DuckDB in memory with the catalog attached as {@code lake}. */
    static Connection duckDb(EmbeddedCatalog catalog) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try {
            DuckDbExtensionRepository.load(connection);
            execute(connection, attach(catalog, catalog.warehouse(), ID, SECRET));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    static String attach(EmbeddedCatalog catalog, String warehouse, String id, String secret) {
        return "ATTACH '" + warehouse + "' AS lake (TYPE iceberg, ENDPOINT '" + catalog.uri()
                + "', OAUTH2_SERVER_URI '" + catalog.tokenUri() + "', CLIENT_ID '" + id + "', CLIENT_SECRET '" + secret
                + "', OAUTH2_SCOPE 'PRINCIPAL_ROLE:ALL', ACCESS_DELEGATION_MODE 'none')";
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows. */
    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    static RESTCatalog rest(EmbeddedCatalog catalog) {
        return rest(catalog, Map.of());
    }

    static RESTCatalog rest(EmbeddedCatalog catalog, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("uri", catalog.uri().toString());
        properties.put("warehouse", catalog.warehouse());
        properties.put("credential", ID + ":" + SECRET);
        properties.put("scope", EmbeddedCatalog.SCOPE_ALL);
        properties.put("oauth2-server-uri", catalog.tokenUri().toString());
        properties.put("io-impl", LocalIO.class.getName());
        properties.putAll(more);
        RESTCatalog rest = new RESTCatalog();
        rest.initialize("lake", properties);
        return rest;
    }

    static String token(EmbeddedCatalog catalog) {
        return token(catalog, ID, SECRET);
    }

    static String token(EmbeddedCatalog catalog, String id, String secret) {
        return token(catalog.tokenUri(), id, secret);
    }

    static String token(URI endpoint, String id, String secret) {
        HttpResponse<String> response = form(
                endpoint,
                "grant_type=client_credentials&scope=PRINCIPAL_ROLE:ALL&client_id=" + id + "&client_secret=" + secret);
        Matcher matcher = TOKEN.matcher(response.body());
        if (!matcher.find()) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return matcher.group(1);
    }

    static HttpResponse<String> form(URI uri, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A call with a bearer token; {@code path} is what follows {@code /api/catalog}. */
    static HttpResponse<String> call(
            EmbeddedCatalog catalog, String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(catalog.uri() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Local files for Iceberg's library; it finds this class by its name. */
    public static final class LocalIO implements FileIO {

        private static final long serialVersionUID = 1L;

        /** Called by Iceberg. */
        public LocalIO() {}

        private static Path path(String location) {
            return Path.of(location.replaceFirst("^file:/*", "/"));
        }

        @Override
        public InputFile newInputFile(String location) {
            InputFile file = org.apache.iceberg.Files.localInput(path(location).toFile());
            return new InputFile() {
                @Override
                public long getLength() {
                    return file.getLength();
                }

                @Override
                public SeekableInputStream newStream() {
                    return file.newStream();
                }

                @Override
                public String location() {
                    return location;
                }

                @Override
                public boolean exists() {
                    return file.exists();
                }
            };
        }

        @Override
        public OutputFile newOutputFile(String location) {
            OutputFile file =
                    org.apache.iceberg.Files.localOutput(path(location).toFile());
            return new OutputFile() {
                @Override
                public PositionOutputStream create() {
                    return file.create();
                }

                @Override
                public PositionOutputStream createOrOverwrite() {
                    return file.createOrOverwrite();
                }

                @Override
                public String location() {
                    return location;
                }

                @Override
                public InputFile toInputFile() {
                    return newInputFile(location);
                }
            };
        }

        @Override
        public void deleteFile(String location) {
            try {
                Files.deleteIfExists(path(location));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

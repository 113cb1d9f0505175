package dev.floe.it;

import dev.floe.duckdb.Sql;
import dev.floe.testkit.DuckDbExtensionRepository;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.S3Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The catalog that the integration tests of this JVM run against: a server that the environment names, else Apache
 * Polaris in a container, else the embedded catalog. Which one it is gets printed once.
 *
 * <p>A server is named by {@code FLOE_IT_POLARIS_URI} (up to {@code /api/catalog}), {@code …_WAREHOUSE},
 * {@code …_CLIENT_ID}, {@code …_CLIENT_SECRET} and {@code …_SCOPE}. Its storage is local files of this machine, or
 * S3-compatible, then {@code FLOE_IT_S3_ENDPOINT}, {@code FLOE_IT_S3_KEY} and {@code FLOE_IT_S3_SECRET} say where and
 * with which keys, and {@code FLOE_IT_S3_BUCKET} may say for which bucket. {@code FLOE_IT_CATALOG=embedded} keeps the tests from
 * looking for Docker.
 *
 * <p>{@code FLOE_IT_STORAGE=s3} asks for tables in an S3-compatible store: if the server named has none, it is the embedded catalog,
 * on the store that the {@code FLOE_IT_S3_} variables name or on one that is started beside it.
 */
record CatalogUnderTest(
        Kind kind,
        URI uri,
        String warehouse,
        String clientId,
        String clientSecret,
        String scope,
        Optional<S3Store> s3) {

    /** What the catalog is. */
    enum Kind {
        /** A server that the environment names. */
        GIVEN,
        /** Apache Polaris in a container. */
        CONTAINER,
        /** The embedded catalog of floe-testkit. */
        EMBEDDED
    }

    private static final String PREFIX = "FLOE_IT_POLARIS_";

    private static final class Holder {
        static final CatalogUnderTest INSTANCE = choose();

        private static CatalogUnderTest choose() {
            boolean onS3 = "s3".equals(System.getenv("FLOE_IT_STORAGE"));
            boolean noContainer = onS3 || "embedded".equals(System.getenv("FLOE_IT_CATALOG"));
            CatalogUnderTest chosen = given(System::getenv)
                    .filter(server -> !onS3 || server.s3().isPresent())
                    .or(() -> noContainer ? Optional.empty() : PolarisContainer.start())
                    .orElseGet(() -> embedded(
                            onS3
                                    ? Optional.of(S3Store.given(System::getenv).orElseGet(S3Server::start))
                                    : Optional.empty()));
            System.out.println("[floe-it] catalog under test: " + chosen);
            return chosen;
        }
    }

    /** The catalog of this JVM; started by the first call, stopped with the JVM. */
    static CatalogUnderTest get() {
        return Holder.INSTANCE;
    }

    /**
     * The server that the environment names.
     *
     * @throws IllegalStateException when it is named in part
     */
    static Optional<CatalogUnderTest> given(UnaryOperator<String> environment) {
        if (environment.apply(PREFIX + "URI") == null) {
            return Optional.empty();
        }
        return Optional.of(new CatalogUnderTest(
                Kind.GIVEN,
                URI.create(required(environment, PREFIX + "URI").replaceFirst("/+$", "")),
                required(environment, PREFIX + "WAREHOUSE"),
                required(environment, PREFIX + "CLIENT_ID"),
                required(environment, PREFIX + "CLIENT_SECRET"),
                Optional.ofNullable(environment.apply(PREFIX + "SCOPE")).orElse(EmbeddedCatalog.SCOPE_ALL),
                S3Store.given(environment)));
    }

    static String required(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "The catalog under test is named in part: " + name + " is missing in the environment"));
    }

    /**
     * This catalog, if programs that know nothing of floe can create tables in it; else an embedded one for these tests alone, which makes
     * the folders on this machine that DuckDB expects.
     */
    CatalogUnderTest makingTableFolders() {
        return kind == Kind.EMBEDDED && s3.isEmpty() ? embedded(s3, true) : this;
    }

    private static CatalogUnderTest embedded(Optional<S3Store> s3) {
        return embedded(s3, false);
    }

    private static CatalogUnderTest embedded(Optional<S3Store> s3, boolean tableFolders) {
        String clientId = "it-client";
        String clientSecret = "it-secret-4711";
        EmbeddedCatalog.Builder builder =
                EmbeddedCatalog.builder().principal(clientId, clientSecret).tableFolders(tableFolders);
        s3.ifPresent(store -> builder.s3(new S3Storage(
                store.endpoint(),
                S3Store.REGION,
                store.bucket().orElse("floe-it"),
                "embedded",
                store.accessKeyId(),
                store.secretAccessKey())));
        EmbeddedCatalog catalog = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(catalog::close, "floe-it-catalog-close"));
        return new CatalogUnderTest(
                Kind.EMBEDDED,
                catalog.uri(),
                catalog.warehouse(),
                clientId,
                clientSecret,
                EmbeddedCatalog.SCOPE_ALL,
                s3);
    }

    /** The variables that name this catalog as one that is given, for processes that the tests start. */
    Map<String, String> asGiven() {
        Map<String, String> environment = new HashMap<>(Map.of(
                PREFIX + "URI",
                uri.toString(),
                PREFIX + "WAREHOUSE",
                warehouse,
                PREFIX + "CLIENT_ID",
                clientId,
                PREFIX + "CLIENT_SECRET",
                clientSecret,
                PREFIX + "SCOPE",
                scope));
        s3.ifPresent(store -> environment.putAll(store.asGiven()));
        return environment;
    }

    /** The token endpoint. */
    URI tokenUri() {
        return URI.create(uri + "/v1/oauth/tokens");
    }

    /** A DuckDB in memory with the extensions loaded and the storage's secret created, but nothing attached. */
    Connection duckDb() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            DuckDbExtensionRepository.load(connection);
            if (s3.isPresent()) {
                statement.execute(s3.get().createSecret());
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** The statement that attaches this catalog, in DuckDB's own words: what floe's attaching is compared with. */
    String attachStatement(String alias) {
        return "ATTACH " + Sql.literal(warehouse) + " AS " + Sql.identifier(alias) + " (TYPE iceberg, ENDPOINT "
                + Sql.literal(uri.toString()) + ", OAUTH2_SERVER_URI "
                + Sql.literal(tokenUri().toString())
                + ", CLIENT_ID " + Sql.literal(clientId) + ", CLIENT_SECRET " + Sql.literal(clientSecret)
                + ", OAUTH2_SCOPE " + Sql.literal(scope) + ", ACCESS_DELEGATION_MODE 'none')";
    }

    /** Iceberg's own client, for looking and cleaning up; it cannot read files. The caller closes it. */
    RESTCatalog icebergClient() {
        Map<String, String> properties = new HashMap<>();
        properties.put("uri", uri.toString());
        properties.put("warehouse", warehouse);
        properties.put("credential", clientId + ":" + clientSecret);
        properties.put("scope", scope);
        properties.put("oauth2-server-uri", tokenUri().toString());
        properties.put("io-impl", "org.apache.iceberg.inmemory.InMemoryFileIO");
        RESTCatalog client = new RESTCatalog();
        client.initialize("it", properties);
        return client;
    }

    /** The same for PyIceberg's {@code load_catalog}. */
    Map<String, String> pyIcebergProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("type", "rest");
        properties.put("uri", uri.toString());
        properties.put("warehouse", warehouse);
        properties.put("credential", clientId + ":" + clientSecret);
        properties.put("scope", scope);
        properties.put("oauth2-server-uri", tokenUri().toString());
        // PyIceberg asks for vended credentials unless told otherwise; a catalog that vends nothing refuses that.
        properties.put("header.X-Iceberg-Access-Delegation", "");
        s3.ifPresent(store -> properties.putAll(store.properties()));
        return properties;
    }

    /**
     * Makes the folder that DuckDB expects of a table with files on this machine before it creates that table itself;
     * does nothing for other storage.
     */
    void prepareNativeCreate(List<String> namespace, String table) {
        try (RESTCatalog client = icebergClient()) {
            String location = client.loadNamespaceMetadata(Namespace.of(namespace.toArray(String[]::new)))
                    .getOrDefault("location", "");
            if (location.startsWith("file:")) {
                Path folder = Path.of(location.replaceFirst("^file:/*", "/"));
                Files.createDirectories(folder.resolve(table).resolve("metadata"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + table, e);
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
                    case GIVEN -> "the server at " + uri;
                    case CONTAINER -> "Apache Polaris in a container at " + uri;
                    case EMBEDDED -> "the embedded catalog at " + uri;
                }
                + ", warehouse " + warehouse + ", storage "
                + s3.map(S3Store::toString).orElse("local files");
    }
}

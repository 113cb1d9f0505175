package dev.floe.testkit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EmbeddedCatalog} by itself, for trials by hand: {@code EmbeddedCatalogMain --storage-dir lake}. It
 * prints where it listens and how to attach to it, and runs until it is killed. With a storage folder its tables are
 * still there after a restart. Exit codes: 2 for arguments that it does not understand, 1 when it cannot start.
 */
public final class EmbeddedCatalogMain {

    /** The name of the state file in the folder that {@code --storage-dir} names. */
    static final String STATE_FILE = ".floe-catalog.json";

    private static final String PORT = "--port";
    private static final String WAREHOUSE = "--warehouse";
    private static final String CLIENT_ID = "--client-id";
    private static final String CLIENT_SECRET = "--client-secret";
    private static final String STORAGE_DIR = "--storage-dir";
    private static final String TOKEN_LIFETIME = "--token-lifetime";

    /** Stands alone; needs the DuckDB driver on the class path. */
    private static final String DUCKDB_EXTENSIONS = "--duckdb-extensions";

    private static final Map<String, String> DEFAULTS = Map.of(
            PORT,
            "8181",
            WAREHOUSE,
            EmbeddedCatalog.DEFAULT_WAREHOUSE,
            CLIENT_ID,
            "root",
            CLIENT_SECRET,
            "s3cr3t",
            STORAGE_DIR,
            "",
            TOKEN_LIFETIME,
            String.valueOf(EmbeddedCatalog.DEFAULT_TOKEN_LIFETIME.toSeconds()));

    private static final String USAGE = """
            An embedded Iceberg REST catalog that speaks Apache Polaris's protocol, for trials on this machine.

              --port N             port on 127.0.0.1, 0 for a free one (8181)
              --warehouse NAME     name of the warehouse (floe_wh)
              --client-id ID       OAuth2 client id (root)
              --client-secret S    OAuth2 client secret (s3cr3t)
              --storage-dir DIR    folder for the tables, kept across restarts (a temporary folder, deleted at the end)
              --token-lifetime N   seconds that a token is valid (3600)
              --duckdb-extensions  print the folder of DuckDB's extensions, fetched if need be, and end
              --help               this text
            """;

    private EmbeddedCatalogMain() {}

    /** Starts the catalog and does not return. */
    public static void main(String[] args) throws InterruptedException {
        int failure;
        try {
            if (Arrays.asList(args).contains("--help")) {
                System.out.print(USAGE);
                return;
            }
            if (Arrays.asList(args).equals(List.of(DUCKDB_EXTENSIONS))) {
                System.out.println(DuckDbExtensionRepository.locate());
                return;
            }
            EmbeddedCatalog catalog = start(Arrays.asList(args), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(catalog::close, "floe-embedded-catalog-close"));
            new CountDownLatch(1).await();
            return;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            failure = 2;
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            failure = 1;
        }
        System.exit(failure);
    }

    /**
     * Starts a catalog and says so.
     *
     * @throws IllegalArgumentException when an argument is unknown, lacks its value or has a value out of range
     */
    static EmbeddedCatalog start(List<String> args, PrintStream out) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i < args.size(); i += 2) {
            if (!DEFAULTS.containsKey(args.get(i))) {
                throw new IllegalArgumentException("Unknown argument: " + args.get(i));
            }
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException("Value missing after " + args.get(i));
            }
            options.put(args.get(i), args.get(i + 1));
        }
        EmbeddedCatalog.Builder builder = EmbeddedCatalog.builder()
                .port(number(options, PORT))
                .warehouse(options.getOrDefault(WAREHOUSE, ""))
                .principal(options.getOrDefault(CLIENT_ID, ""), options.getOrDefault(CLIENT_SECRET, ""))
                .tokenLifetime(Duration.ofSeconds(number(options, TOKEN_LIFETIME)));
        String storage = options.getOrDefault(STORAGE_DIR, "");
        if (!storage.isEmpty()) {
            builder.storageDirectory(Path.of(storage))
                    .stateFile(Path.of(storage).resolve(STATE_FILE));
        }
        EmbeddedCatalog catalog = builder.start();
        describe(catalog, options, out);
        return catalog;
    }

    private static int number(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " wants a number, not " + value, e);
        }
    }

    private static void describe(EmbeddedCatalog catalog, Map<String, String> options, PrintStream out) {
        // A secret that was chosen is known to who chose it; the default one is no secret.
        boolean chosen = !options.getOrDefault(CLIENT_SECRET, "").equals(DEFAULTS.get(CLIENT_SECRET));
        String secret = chosen ? "***" : options.get(CLIENT_SECRET);
        String id = options.get(CLIENT_ID);
        out.printf(
                """
                Iceberg REST catalog at %1$s
                  warehouse %2$s, client id %3$s, client secret %4$s, storage %5$s

                In DuckDB:
                  INSTALL httpfs; INSTALL avro; INSTALL iceberg; LOAD httpfs; LOAD iceberg;
                  ATTACH '%2$s' AS lake (TYPE iceberg, ENDPOINT '%1$s',
                    OAUTH2_SERVER_URI '%6$s', OAUTH2_SCOPE '%7$s',
                    CLIENT_ID '%3$s', CLIENT_SECRET '%4$s', ACCESS_DELEGATION_MODE 'none');

                In platform.yaml, with POLARIS_CLIENT_ID and POLARIS_CLIENT_SECRET in the environment:
                  catalogs:
                    default:
                      type: polaris
                      uri: %1$s
                      warehouse: %2$s
                      credentials:
                        mode: oauth2
                        client_id: {secret_ref: polaris-client-id}
                        client_secret: {secret_ref: polaris-client-secret}
                        scope: "%7$s"
                """,
                catalog.uri(),
                catalog.warehouse(),
                id,
                secret,
                catalog.storageDirectory(),
                catalog.tokenUri(),
                EmbeddedCatalog.SCOPE_ALL);
        out.flush();
    }
}

package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.FloeException;
import dev.floe.config.WritePath;
import dev.floe.models.FloePipeline;
import dev.floe.models.NodeResult;
import dev.floe.models.RunEvent;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client secret, and the storage's where there is one, are nowhere to be found after a run, nor during it. */
class SecretsIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    /** What the session knows of its databases, secrets and settings, told by the models themselves. */
    private static final String VISIBLE = """
            select 'databases' as what, d::varchar as text from duckdb_databases() d
            union all select 'secrets', s::varchar from duckdb_secrets() s
            union all select 'settings', s::varchar from duckdb_settings() s
            """;

    private static final String ORDINARY = "polaris minioadmin password testing integration-test client_secret";

    @TempDir
    Path folder;

    private final CatalogUnderTest catalog = CatalogUnderTest.get();
    private final Queue<RunEvent> events = new ConcurrentLinkedQueue<>();
    private Queue<String> logged;

    @BeforeEach
    void record() {
        assumeTrue(
                isTelling(catalog.clientSecret()),
                "The client secret of the server named is too ordinary a word to be looked for");
        logged = Logged.record();
    }

    /** Whether a text is one that stands nowhere by chance; a server that the environment names may have any. */
    private static boolean isTelling(String secret) {
        return secret.length() >= 6 && !(VISIBLE + ORDINARY).contains(secret.toLowerCase(Locale.ROOT));
    }

    @AfterEach
    void stop() {
        Logged.stop();
    }

    @Test
    void afterASuccessfulRun() throws SQLException {
        Shop shop = shop("good");
        shop.project().file("models/gold/visible.sql", VISIBLE);

        RunResult result = pipeline(shop, Map.of()).build().run();

        assertThat(result.success()).isTrue();
        assertClean(result.toString(), catalog);
        String visible = Witness.get().rows(shop.layer("gold"), "visible").toString();
        assertThat(visible).contains("polaris_catalog").contains("memory_limit");
        assertClean(visible, catalog);
        assertNothingIsLeft(catalog.clientSecret());
    }

    @Test
    void afterARunWithFailingModels() {
        Shop shop = shop("bad");
        shop.project().file("models/gold/wrong_sql.sql", "select no_such_column from {{ ref('revenue') }}");
        shop.project().file("models/gold/wrong_syntax.sql", "selec * from {{ ref('revenue') }}");
        shop.project()
                .file(
                        "models/gold/wrong_value.sql",
                        "select cast(d::varchar as integer) as n from duckdb_databases() d, {{ ref('revenue') }}");

        RunResult result = pipeline(shop, Map.of()).build().run();

        assertThat(result.failed())
                .hasSize(3)
                .allSatisfy(node -> assertClean(trace(node.error().orElseThrow()), catalog));
        assertClean(result.toString(), catalog);
        assertNothingIsLeft(catalog.clientSecret());
    }

    @Test
    void afterALoginThatIsRefused() {
        Shop shop = shop("refused");
        String wrong = "pl4nted+secret/that=is refused";

        assertThatThrownBy(() -> pipeline(shop, Map.of("POLARIS_CLIENT_SECRET", wrong))
                        .build()
                        .run())
                .isInstanceOf(FloeException.class)
                .satisfies(e -> assertClean(trace(e), List.of(wrong)));
        assertNothingIsLeft(wrong);
    }

    @Test
    void onACallersInstance() throws SQLException {
        Shop shop = shop("callers");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            List<String> seen = new ArrayList<>();
            RunResult result = pipeline(shop, Map.of())
                    .connection(connection)
                    .listener(event -> seen.add(look(connection)))
                    .build()
                    .run();

            assertThat(result.success()).isTrue();
            assertThat(seen).anyMatch(text -> text.contains("polaris_catalog"));
            seen.add(look(connection));
            assertClean(seen.toString(), catalog);
        }
        assertNothingIsLeft(catalog.clientSecret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POLARIS_CLIENT_SECRET", "POLARIS_CLIENT_ID", "DBT_ENV_SECRET_TOKEN"})
    void aModelThatAsksForOneIsRefused(String variable) {
        Shop shop = shop("asking");
        shop.project().file("models/gold/asking.sql", "select '{{ env_var(\"" + variable + "\") }}' as secret");
        String token = "pl4nted-token";

        String told;
        try {
            RunResult result = pipeline(shop, Map.of("DBT_ENV_SECRET_TOKEN", token))
                    .select("asking")
                    .build()
                    .run();
            assertThat(result.failed()).extracting(NodeResult::name).containsExactly("asking");
            NodeResult asking = result.node("asking").orElseThrow();
            told = asking.message() + trace(asking.error().orElseThrow());
        } catch (FloeException e) {
            told = trace(e);
        }

        assertThat(told).contains("models/gold/asking.sql").contains(variable).contains("refused");
        assertClean(told, List.of(token, catalog.clientSecret()));
        assertNothingIsLeft(catalog.clientSecret());
        assertNothingIsLeft(token);
    }

    private Shop shop(String child) {
        return Shop.write(folder, catalog, List.of(NAMESPACE.name(), child), WritePath.COMMIT);
    }

    private FloePipeline.Builder pipeline(Shop shop, Map<String, String> variables) {
        return shop.project().pipeline(variables).listener(events::add);
    }

    /** Logs, events and all files of the project, its {@code target} folder among them. */
    private void assertNothingIsLeft(String secret) {
        List<String> secrets = new ArrayList<>(List.of(secret));
        secretKey(catalog).ifPresent(secrets::add);
        assertThat(logged).isNotEmpty();
        assertClean(String.join("\n", logged), secrets);
        assertClean(events.toString(), secrets);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertClean(Files.readString(file, StandardCharsets.ISO_8859_1), secrets);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertClean(String text, CatalogUnderTest catalog) {
        List<String> secrets = new ArrayList<>(List.of(catalog.clientSecret()));
        secretKey(catalog).ifPresent(secrets::add);
        assertClean(text, secrets);
    }

    private static Optional<String> secretKey(CatalogUnderTest catalog) {
        return catalog.s3().map(S3Store::secretAccessKey).filter(SecretsIT::isTelling);
    }

    private static void assertClean(String text, List<String> secrets) {
        for (String secret : secrets) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String look(Connection connection) {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(VISIBLE)) {
            while (rows.next()) {
                text.append(rows.getString(2)).append('\n');
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.testkit.Access;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import dev.floe.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users meet, each made for real, and what floe says of it: the table in {@code docs/errors.md}. {@code
 * -Dfloe.docs.refresh=true} writes the table anew.
 */
class FailureTableTest extends AttachFixture {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final String BEGIN = "<!-- failures -->\n";
    private static final String END = "<!-- end of failures -->";
    private static final String HEAD =
            "| what happens | code | what floe says (its beginning, after what was tried) |\n|---|---|---|\n";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private FaultProxy proxy;

    @BeforeEach
    void before() {
        proxy = FaultProxy.before(catalog.uri());
        EXTENSIONS.loadIceberg(callers);
    }

    @AfterEach
    void after() {
        proxy.close();
    }

    @Test
    void theTableInTheDocsIsWhatHappens() throws Exception {
        logins();
        servers();
        addresses();
        onTheInstance();
        held();
        storage();
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isBetween(BEGIN.length(), end);
        String table = HEAD + String.join("", rows);
        if (Boolean.getBoolean("floe.docs.refresh")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(table);
        }
        assertThat(table).doesNotContain(CANARY);
    }

    private void logins() throws Exception {
        row("a wrong client secret", () -> attacher("wrong").build().attach(callers));
        proxy.onRequest(request -> request.isLogin()
                ? new ProxyFault.Answer(
                        400, Map.of(), "{\"error\":\"invalid_scope\",\"error_description\":\"The scope is invalid\"}")
                : ProxyFault.pass());
        row("a scope that the catalog refuses", () -> through().build().attach(callers));
        warning("a role in the scope that the principal has not, where Polaris 1.4.1 grants all of its roles instead");
        proxy.onRequest(request -> ProxyFault.pass());
        row(
                "a warehouse that the catalog does not know",
                () -> PolarisAttacher.builder(catalog.uri(), "nowhere")
                        .clientId(Secret.of("id", () -> CLIENT_ID))
                        .clientSecret(Secret.of("secret", () -> CANARY))
                        .build()
                        .attach(callers));
        try (EmbeddedCatalog strict = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal(CLIENT_ID, CANARY, Access.NONE)
                .start()) {
            at(strict.uri()).alias("nothing").build().attach(callers);
            sql("a principal without grants, which attaches: the first statement", "CREATE SCHEMA nothing.s");
        }
        at(proxy.uri())
                .alias("ended")
                .placement(CredentialPlacement.TOKEN)
                .build()
                .attach(callers);
        proxy.onRequest(request -> ProxyFault.status(401));
        sql("a bearer token that ended (placement TOKEN)", "SELECT * FROM ended.s.t");
        proxy.onRequest(request -> ProxyFault.pass());
    }

    private void warning(String what) {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"me\"}".getBytes(StandardCharsets.UTF_8));
        proxy.onRequest(request -> {
            if (request.isLogin()) {
                return new ProxyFault.Answer(
                        200, Map.of(), "{\"access_token\":\"e30." + claims + ".e30\",\"expires_in\":3600}");
            }
            return request.target().contains("/management/")
                    ? new ProxyFault.Answer(
                            403,
                            Map.of(),
                            "{\"error\":{\"message\":\"Principal 'me' with activated PrincipalRoles '[reader]' is not"
                                    + " authorized\"}}")
                    : ProxyFault.pass();
        });
        PreflightReport report =
                Preflight.of(through().scope("PRINCIPAL_ROLE:admin").build()).run();
        PreflightReport.Check scope = report.checks().stream()
                .filter(check -> check.name().equals(Preflight.SCOPE))
                .findFirst()
                .orElseThrow();
        assertThat(scope.status()).isEqualTo(PreflightReport.Status.WARNING);
        rows.add("| " + what + " | a warning of preflight | " + stable(scope.detail()) + " |\n");
    }

    private void servers() {
        fault("a server that is too busy, after one retry", ProxyFault.tooMany(1));
        fault("a server with an error of its own", ProxyFault.status(500));
        fault(
                "a web page instead of a catalog",
                new ProxyFault.Answer(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>"));
        fault("a redirect", ProxyFault.redirect(URI.create("http://elsewhere.example/")));
        fault("a connection that breaks", ProxyFault.drop());
        proxy.onRequest(request -> ProxyFault.hang());
        HttpOptions quick =
                HttpOptions.none().withTimeout(Duration.ofSeconds(1)).withRetries(0);
        row(
                "no answer within the HTTP timeout",
                () -> through().http(quick).build().attach(callers));
        // Whether floe's own request or the wait for it ends first is a matter of luck, and so are the words.
        Throwable late = catchThrowable(
                () -> through().deadline(Duration.ofMillis(300)).build().attach(callers));
        row(
                "no answer within the deadline",
                ((DuckDbException) late).code(),
                "what it waited for, and the deadline of 0.3 s");
        proxy.onRequest(request -> request.target().endsWith("/tables") ? ProxyFault.status(400) : ProxyFault.pass());
        PreflightReport.Check vending = Preflight.of(through()
                        .accessDelegation(AccessDelegation.VENDED_CREDENTIALS)
                        .build())
                .tablesIn(List.of("bronze"))
                .run()
                .checks()
                .stream()
                .filter(check -> check.name().equals(Preflight.CREATE_TABLE))
                .findFirst()
                .orElseThrow();
        row(
                "a catalog that does not vend credentials, asked by preflight",
                vending.code().orElseThrow(),
                vending.detail());
    }

    private void addresses() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://localhost:" + port + "/api/catalog");
        row("nobody listens at the address", () -> at(nowhere).build().attach(callers));
        URI unknown = URI.create("http://polaris.invalid/api/catalog");
        row("a host name that is not known", () -> at(unknown).build().attach(callers));
        TestCertificate certificate = TestCertificate.localhost(folder);
        TestCertificate other = TestCertificate.ofAnotherHost(folder);
        try (FaultProxy server = FaultProxy.before(catalog.uri(), certificate)) {
            HttpOptions distrust = HttpOptions.none().withCaFile(other.pem());
            row(
                    "a certificate of an authority that is not trusted",
                    () -> at(server.uri()).http(distrust).build().attach(callers));
        }
        try (FaultProxy server = FaultProxy.withLogin("user", "password")) {
            HttpOptions http = HttpOptions.none().withProxy(HttpProxy.at(server.address()));
            row(
                    "a proxy that wants a log-in",
                    () -> attacher().http(http).build().attach(callers));
        }
    }

    private void onTheInstance() throws Exception {
        Rows.run(callers, "ATTACH ':memory:' AS taken");
        row(
                "an alias of something else",
                () -> attacher().alias("taken").build().attach(callers));
        row("remote signing", () -> attacher().accessDelegation(AccessDelegation.REMOTE_SIGNING));
        sql("a secret of DuckDB's that does not exist", "ATTACH 'demo' AS x (TYPE iceberg, SECRET nobodys)");
        Rows.run(callers, "CREATE SECRET used (TYPE http)");
        sql("a secret-manager setting after a secret was used", "SET allow_persistent_secrets = false");
        try (Connection bare = DriverManager.getConnection("jdbc:duckdb:")) {
            row(
                    "an extension that is nowhere",
                    () -> DuckDbExtensions.directory(folder).loadIceberg(bare));
            Path other = Files.createDirectories(folder.resolve("other"));
            Files.writeString(other.resolve("httpfs.duckdb_extension"), "made for another DuckDB");
            row(
                    "a file that is no extension of this DuckDB",
                    () -> DuckDbExtensions.directory(other).loadIceberg(bare));
        }
    }

    /** A database that another process holds, and a place that is out of reach. */
    private void held() throws Exception {
        Path file = folder.resolve("held.duckdb");
        Process holder = ChildJvm.start(LockHolder.class, List.of(), List.of(), file.toString());
        try {
            assertThat(ChildJvm.line(holder)).isEqualTo("locked true");
            row(
                    "a database file that another process has open",
                    () -> DuckDbSession.builder().database(file).build().close(),
                    message -> message.replace("PID " + holder.pid(), "PID 4711")
                            .replaceAll("held in \\S+ \\(PID", "held in /PROGRAM (PID")
                            .replaceAll("by user '?\\S+?'?\\.? ", "by user ME. "));
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
        FileAccess access = FileAccess.without(List.of(folder.resolve("secrets")));
        try (DuckDbSession session = DuckDbSession.builder()
                        .settings(DuckDbSettings.none().withFileAccess(access))
                        .build();
                Connection connection = session.open()) {
            session.confine();
            sql(connection, "a mounted secret, read by a model", "FROM read_text('" + folder + "/secrets/password')");
            sql(connection, "an extension, loaded by a model", "LOAD spatial");
        }
    }

    private void storage() throws SQLException {
        proxy.onRequest(request -> ProxyFault.status(403));
        Rows.run(
                callers,
                "CREATE SECRET s (TYPE s3, KEY_ID 'k', SECRET 's', URL_STYLE 'path', USE_SSL false, ENDPOINT 'localhost:"
                        + proxy.port() + "')");
        sql("a storage that refuses its keys", "FROM read_parquet('s3://lake/t/data.parquet')");
    }

    private void fault(String what, ProxyFault fault) {
        proxy.onRequest(request -> fault);
        row(what, () -> through().build().attach(callers));
    }

    private void row(String what, ThrowingCallable action) {
        row(what, action, message -> message);
    }

    private void row(String what, ThrowingCallable action, UnaryOperator<String> more) {
        Throwable failure = catchThrowable(action);
        assertThat(failure).as(what).isInstanceOf(DuckDbException.class);
        row(what, ((DuckDbException) failure).code(), more.apply(failure.getMessage()));
    }

    private void sql(String what, String sql) {
        sql(callers, what, sql);
    }

    private void sql(Connection connection, String what, String sql) {
        row(what, () -> {
            try {
                Rows.run(connection, sql);
            } catch (SQLException e) {
                throw DuckDbException.of(e, Redactor.none(), "The statement");
            }
        });
    }

    private void row(String what, ErrorCode code, String message) {
        rows.add("| " + what + " | `" + code + "` | " + stable(message) + " |\n");
    }

    /** Without what differs from machine to machine, JDK to JDK and run to run. */
    private String stable(String message) {
        String[] lines = message.replace(folder.toString(), "/FOLDER").split("\\R", -1);
        String line = lines[0].endsWith(":") ? lines[0] + lines[1] : lines[0];
        return line.replaceFirst("^(Attaching warehouse .*?|Opening .*?|The statement) failed: ", "")
                .replaceAll("(linux|osx|windows)_(musl_)?\\w+64", "PLATFORM")
                .replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "$1:PORT")
                .replaceAll("(no TLS connection to \\S+|connection to \\S+ broke): .*", "$1 …")
                .replace("|", "\\|");
    }

    private PolarisAttacher.Builder through() {
        return at(proxy.uri());
    }

    private static PolarisAttacher.Builder at(URI uri) {
        return PolarisAttacher.builder(uri, "demo")
                .clientId(Secret.of("id", () -> CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY))
                .scope(OAuth2Credentials.DEFAULT_SCOPE)
                .extensions(EXTENSIONS);
    }
}

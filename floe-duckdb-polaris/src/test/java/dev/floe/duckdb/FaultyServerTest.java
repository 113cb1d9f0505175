package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.testkit.EmbeddedCatalog;
import dev.floe.testkit.FaultProxy;
import dev.floe.testkit.ProxyFault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the server does, wherever it does it, in every placement: the right code within the deadline and a second, the caller's
 * connection usable, nothing left, and the next attempt as if nothing had been. One instance per placement goes through it all.
 */
class FaultyServerTest {
    private static final String CANARY = AttachFixture.CANARY;
    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TABLE = "SELECT a FROM polaris_catalog.bronze.t";

    private static final Map<CredentialPlacement, Connection> INSTANCES = new EnumMap<>(CredentialPlacement.class);
    private static EmbeddedCatalog catalog;
    private static FaultProxy proxy;
    private static FaultProxy elsewhere;

    private Connection callers;
    private List<String> settings;

    /** Which of the requests it happens to. */
    enum Where {
        LOGIN,
        CONFIG,
        /** The first statement after an attach that went well. */
        FIRST_CALL
    }

    /** What the server does. */
    enum Weather {
        DELAYS,
        HANGS,
        DRIPS,
        DROPS,
        DROPS_ONCE,
        HALF_CLOSES,
        TRUNCATES,
        FAILS,
        IS_DOWN,
        IS_BUSY,
        IS_BUSY_ONCE,
        IS_BUSY_FOR_LONG,
        REFUSES,
        REFUSES_ONCE,
        FORBIDS,
        IS_NO_HTTP_SERVER,
        ANSWERS_A_WEB_PAGE,
        REDIRECTS;

        ProxyFault fault() {
            return switch (this) {
                case DELAYS -> ProxyFault.delay(Duration.ofMillis(300));
                case HANGS -> ProxyFault.hang();
                case DRIPS -> ProxyFault.drip(Duration.ofMillis(200));
                case DROPS, DROPS_ONCE -> ProxyFault.drop();
                case HALF_CLOSES -> ProxyFault.halfClose();
                case TRUNCATES -> ProxyFault.truncate(5);
                case FAILS -> ProxyFault.status(500);
                case IS_DOWN -> ProxyFault.status(503);
                case IS_BUSY, IS_BUSY_ONCE -> ProxyFault.tooMany(1);
                case IS_BUSY_FOR_LONG -> ProxyFault.tooMany(3600);
                case REFUSES, REFUSES_ONCE -> ProxyFault.status(401);
                case FORBIDS -> ProxyFault.status(403);
                case IS_NO_HTTP_SERVER -> ProxyFault.garbage("SSH-2.0-OpenSSH_9.2p1\r\n");
                case ANSWERS_A_WEB_PAGE ->
                    new ProxyFault.Answer(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>");
                case REDIRECTS -> ProxyFault.redirect(elsewhere.uri());
            };
        }

        boolean once() {
            return this == DROPS_ONCE || this == IS_BUSY_ONCE || this == REFUSES_ONCE;
        }

        /** Whether only the end of the deadline, or of DuckDB's patience, ends it. */
        boolean lasts() {
            return this == HANGS || this == DRIPS;
        }

        /** What is expected; empty if it goes well all the same. */
        Optional<ErrorCode> code(Where where, Way way) {
            // Only a token that DuckDB can renew gives it a second try.
            boolean renews = !way.preflight && way.placement != CredentialPlacement.TOKEN;
            return switch (this) {
                case DELAYS, DROPS_ONCE, IS_BUSY_ONCE -> Optional.empty();
                case HANGS, DRIPS ->
                    Optional.of(
                            where == Where.FIRST_CALL ? ErrorCode.CATALOG_UNREACHABLE : ErrorCode.DEADLINE_EXCEEDED);
                case DROPS, HALF_CLOSES, TRUNCATES -> Optional.of(ErrorCode.CATALOG_UNREACHABLE);
                case REFUSES -> Optional.of(ErrorCode.CATALOG_UNAUTHORIZED);
                case REFUSES_ONCE ->
                    where != Where.LOGIN && renews ? Optional.empty() : Optional.of(ErrorCode.CATALOG_UNAUTHORIZED);
                case FORBIDS -> Optional.of(ErrorCode.CATALOG_FORBIDDEN);
                case FAILS, IS_DOWN, IS_BUSY, IS_BUSY_FOR_LONG, IS_NO_HTTP_SERVER, ANSWERS_A_WEB_PAGE ->
                    Optional.of(ErrorCode.CATALOG_FAILED);
                case REDIRECTS ->
                    // DuckDB follows it, without the credentials.
                    Optional.of(way.floeAsks(where) ? ErrorCode.CATALOG_FAILED : ErrorCode.CATALOG_UNAUTHORIZED);
            };
        }
    }

    /** How it is attached. */
    record Way(CredentialPlacement placement, boolean preflight) {
        boolean floeAsks(Where where) {
            return where != Where.FIRST_CALL
                    && (preflight || (placement == CredentialPlacement.TOKEN && where == Where.LOGIN));
        }
    }

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Weather weather : Weather.values()) {
            for (Where where : Where.values()) {
                for (CredentialPlacement placement : CredentialPlacement.values()) {
                    rows.add(Arguments.of(weather, where, new Way(placement, false)));
                }
                if (where != Where.FIRST_CALL) {
                    rows.add(Arguments.of(weather, where, new Way(CredentialPlacement.TEMPORARY_SECRET, true)));
                }
            }
        }
        return rows.stream();
    }

    @BeforeAll
    static void start() throws SQLException {
        catalog = EmbeddedCatalog.builder()
                .warehouse("demo")
                .principal(AttachFixture.CLIENT_ID, CANARY)
                .start();
        proxy = FaultProxy.before(catalog.uri());
        elsewhere = FaultProxy.before(catalog.uri());
        for (CredentialPlacement placement : CredentialPlacement.values()) {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            AttachFixture.EXTENSIONS.loadIceberg(connection);
            Rows.run(connection, "CREATE TABLE own AS SELECT 42 AS a");
            INSTANCES.put(placement, connection);
        }
        Connection any = INSTANCES.get(CredentialPlacement.INLINE);
        PolarisAttacher attacher =
                attacher(new Way(CredentialPlacement.INLINE, true)).build();
        attacher.attach(any);
        Rows.run(any, "CREATE SCHEMA polaris_catalog.bronze");
        Rows.run(any, "CREATE TABLE polaris_catalog.bronze.t AS SELECT 7 AS a");
        attacher.detach(any);
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Connection connection : INSTANCES.values()) {
            connection.close();
        }
        proxy.close();
        elsewhere.close();
        catalog.close();
    }

    @BeforeEach
    void fairWeather() {
        proxy.onRequest(request -> ProxyFault.pass());
    }

    @ParameterizedTest(name = "{0} at {1}, {2}")
    @MethodSource("table")
    void endsInItsCode(Weather weather, Where where, Way way) throws Exception {
        on(way.placement);
        PolarisAttacher attacher = patient(weather, where, way);
        int before = elsewhere.requests().size();
        Optional<ErrorCode> expected = weather.code(where, way);
        if (where == Where.FIRST_CALL) {
            attacher.attach(callers);
            strike(weather, where);
            Optional<DuckDbException> failure = firstCall();
            assertThat(failure.map(DuckDbException::code))
                    .as(failure.toString())
                    .isEqualTo(expected);
        } else {
            strike(weather, where);
            long start = System.nanoTime();
            DuckDbException failure = catchThrowableOfType(DuckDbException.class, () -> attacher.attach(callers));
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(Optional.ofNullable(failure).map(DuckDbException::code))
                    .as(String.valueOf(failure))
                    .isEqualTo(expected);
            if (failure != null) {
                assertThat(failure.getMessage()).doesNotContain(CANARY).contains(proxy.uri() + "");
                assertThat(taken).isLessThan((weather.lasts() ? DEADLINE : PATIENCE).plusSeconds(1));
                nothingIsLeft();
            }
        }
        boolean followed = weather == Weather.REDIRECTS && !way.floeAsks(where);
        assertThat(elsewhere.requests().size() > before).isEqualTo(followed);
        assertThat(elsewhere.requests()).allSatisfy(r -> assertThat(r.headers()).doesNotContainKey("Authorization"));
        fairWeather();
        attacher.attach(callers);
        assertThat(Rows.one(callers, TABLE)).isEqualTo("7");
        attacher.detach(callers);
        assertThat(secrets()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void anAbandonedAttachThatSucceedsLateIsTakenBack(CredentialPlacement placement) throws Exception {
        on(placement);
        proxy.onRequest(request -> ProxyFault.delay(Duration.ofMillis(request.isLogin() ? 0 : 2000)));
        PolarisAttacher attacher = attacher(new Way(placement, false))
                .http(HttpOptions.none().withTimeout(Duration.ofSeconds(5)))
                .deadline(DEADLINE)
                .build();
        DuckDbException e = catchThrowableOfType(DuckDbException.class, () -> attacher.attach(callers));
        assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        if (placement != CredentialPlacement.TOKEN) {
            // Under TOKEN the deadline may also pass while floe itself still logs in.
            assertThat(e).hasMessageContaining("cannot be interrupted");
        }
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(CredentialPlacement.class)
    void anInterruptEndsAlsoTheWaitForDuckDb(CredentialPlacement placement) throws Exception {
        on(placement);
        proxy.onRequest(request -> ProxyFault.hang());
        PolarisAttacher attacher = attacher(new Way(placement, false))
                .http(HttpOptions.none().withTimeout(Duration.ofSeconds(1)).withRetries(0))
                .build();
        Thread.currentThread().interrupt();
        DuckDbException e = catchThrowableOfType(DuckDbException.class, () -> attacher.attach(callers));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
        nothingIsLeft();
    }

    @Test
    void aPreflightMeetsTheSameAtTheNamespaces() {
        for (Weather weather : Weather.values()) {
            Way way = new Way(CredentialPlacement.TEMPORARY_SECRET, true);
            AtomicInteger struck = new AtomicInteger();
            ProxyFault fault = weather.fault();
            proxy.onRequest(request ->
                    request.target().endsWith("/namespaces") && (struck.getAndIncrement() == 0 || !weather.once())
                            ? fault
                            : ProxyFault.pass());
            PreflightReport.Check check = Preflight.of(patient(weather, Where.CONFIG, way)).run().checks().stream()
                    .filter(each -> each.name().equals(Preflight.NAMESPACES))
                    .findFirst()
                    .orElseThrow();
            assertThat(check.code()).as(weather + ": " + check.detail()).isEqualTo(weather.code(Where.CONFIG, way));
        }
    }

    private static PolarisAttacher.Builder attacher(Way way) {
        return PolarisAttacher.builder(proxy.uri(), "demo")
                .clientId(Secret.of("id", () -> AttachFixture.CLIENT_ID))
                .clientSecret(Secret.of("secret", () -> CANARY))
                .extensions(AttachFixture.EXTENSIONS)
                .placement(way.placement)
                .preflight(way.preflight);
    }

    private static PolarisAttacher patient(Weather weather, Where where, Way way) {
        PolarisAttacher.Builder attacher = attacher(way).deadline(PATIENCE);
        if (weather.lasts()) {
            attacher.http(HttpOptions.none().withTimeout(Duration.ofSeconds(1)).withRetries(0));
            if (where != Where.FIRST_CALL) {
                attacher.deadline(DEADLINE);
            }
        }
        return attacher.build();
    }

    private static void strike(Weather weather, Where where) {
        ProxyFault fault = weather.fault();
        AtomicInteger struck = new AtomicInteger();
        proxy.onRequest(request ->
                request.isLogin() == (where == Where.LOGIN) && (struck.getAndIncrement() == 0 || !weather.once())
                        ? fault
                        : ProxyFault.pass());
    }

    private Optional<DuckDbException> firstCall() {
        try {
            assertThat(Rows.one(callers, TABLE)).isEqualTo("7");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(DuckDbException.of(e, Redactor.none(), "Reading " + proxy.uri()));
        }
    }

    private void on(CredentialPlacement placement) throws SQLException {
        callers = INSTANCES.get(placement);
        // A timeout that was asked for outlives a detach.
        Rows.run(callers, "RESET GLOBAL http_timeout");
        Rows.run(callers, "RESET GLOBAL http_retries");
        settings = settings();
    }

    private List<String> settings() throws SQLException {
        return Rows.of(callers, "SELECT name, value FROM duckdb_settings() ORDER BY ALL");
    }

    private List<String> secrets() throws SQLException {
        return Rows.of(callers, "SELECT name FROM duckdb_secrets()");
    }

    /** Also the thread of an attempt that was given up ends, by DuckDB's own bounds. */
    private void nothingIsLeft() throws Exception {
        assertThat(Rows.one(callers, "SELECT a FROM own")).isEqualTo("42");
        for (Thread thread : Set.copyOf(Thread.getAllStackTraces().keySet())) {
            if (thread.getName().startsWith("floe-attach-")) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(Rows.of(callers, "SELECT database_name FROM duckdb_databases() WHERE type = 'iceberg'"))
                .isEmpty();
        assertThat(secrets()).isEmpty();
        assertThat(settings()).isEqualTo(settings);
    }
}

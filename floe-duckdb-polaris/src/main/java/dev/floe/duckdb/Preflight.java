package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.duckdb.PreflightReport.Check;
import dev.floe.duckdb.PreflightReport.Status;
import dev.floe.duckdb.internal.Deadline;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.rest.CatalogClient;
import dev.floe.duckdb.internal.rest.CatalogClient.Configuration;
import dev.floe.duckdb.internal.rest.CatalogClient.Token;
import dev.floe.duckdb.internal.rest.RestFailure;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a catalog everything that work on it needs, one request per check, without attaching it and without changing anything.
 *
 * <p>Every check is made, also after one that failed, unless it needs what that one did not give. Not thread-safe.
 *
 * <pre>{@code
 * PreflightReport report = Preflight.of(attacher).tablesIn(List.of("bronze")).storage(connection).run();
 * }</pre>
 */
public final class Preflight {
    /** The check whether a token can be had. */
    public static final String LOGIN = "login";

    /** The check whether the clocks of the two machines agree. */
    public static final String CLOCK = "clock";

    /** The check whether the token stands for the roles that were asked for. */
    public static final String SCOPE = "scope";

    /** The check whether the catalog knows the warehouse. */
    public static final String WAREHOUSE = "warehouse";

    /** The check whether namespaces can be listed. */
    public static final String NAMESPACES = "namespaces";

    /** The check whether a table could be created. */
    public static final String CREATE_TABLE = "create table";

    /** The check whether the storage can be reached. */
    public static final String STORAGE = "storage";

    /** How far apart the clocks may be before it is told. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    private static final String ROLE = "PRINCIPAL_ROLE:";
    private static final String ALL = "ALL";

    private final AttachTarget target;
    private final AttachOptions options;
    private final List<Check> checks = new ArrayList<>();
    private List<String> namespace = List.of();
    private @Nullable Connection connection;
    private Redactor redactor;

    private Preflight(AttachTarget target, AttachOptions options) {
        this.target = target;
        this.options = options;
        this.redactor = Redactor.of(options.secrets(target));
    }

    /** A preflight of the catalog that an attacher would attach, with the same credentials and HTTP options. */
    public static Preflight of(PolarisAttacher attacher) {
        return new Preflight(attacher.target(), attacher.options());
    }

    /**
     * Also checks whether a table could be created. Nothing is created: the catalog is asked to plan one.
     *
     * @param levels the namespace, outermost level first
     */
    public Preflight tablesIn(List<String> levels) {
        this.namespace = List.copyOf(levels);
        return this;
    }

    /**
     * Also checks whether DuckDB reaches the storage, where the catalog says where it is and the keys are not vended.
     *
     * @param callers a connection to the instance that is going to work on the tables; stays as it is
     */
    public Preflight storage(Connection callers) {
        this.connection = requireNonNull(callers, "callers");
        return this;
    }

    /**
     * Makes the checks.
     *
     * @throws DuckDbException {@code CANCELLED} if the thread is interrupted; {@code SETTING_REFUSED} if the HTTP options cannot be used
     */
    public PreflightReport run() {
        checks.clear();
        HttpOptions http = options.http().resolved(target.uri(), name -> Optional.ofNullable(System.getenv(name)));
        CatalogClient rest = new CatalogClient(
                target.uri(), http, options.timeout(), options.retries(), Deadline.in(options.deadline()));
        Optional<OAuth2Credentials> credentials = target.credentials();
        Optional<Token> token = Optional.empty();
        if (credentials.isPresent()) {
            token = check(LOGIN, () -> rest.token(credentials.get()), t -> "logged in" + until(t));
            token.ifPresent(this::remember);
            token.ifPresent(this::clock);
            scope(rest, credentials.get(), token);
        } else {
            skip(LOGIN, "the catalog is used without logging in");
        }
        Optional<Token> bearer = token;
        Optional<Configuration> configuration = Optional.empty();
        if (credentials.isPresent() && token.isEmpty()) {
            List.of(WAREHOUSE, NAMESPACES, CREATE_TABLE, STORAGE).forEach(name -> skip(name, "needs a login"));
        } else {
            configuration = check(
                    WAREHOUSE,
                    () -> rest.config(target.warehouse(), bearer),
                    c -> "the catalog knows warehouse '" + target.warehouse() + "'");
            if (configuration.isEmpty()) {
                List.of(NAMESPACES, CREATE_TABLE, STORAGE).forEach(name -> skip(name, "needs the warehouse"));
            }
        }
        configuration.ifPresent(known -> onWarehouse(rest, known, bearer));
        return new PreflightReport(target.describe(), checks);
    }

    private void onWarehouse(CatalogClient rest, Configuration known, Optional<Token> token) {
        check(
                NAMESPACES,
                () -> rest.namespaces(known, token),
                names -> names.isEmpty() ? "there are none yet" : names.size() + " can be listed");
        if (namespace.isEmpty()) {
            skip(CREATE_TABLE, "not asked for");
        } else {
            Optional<String> delegation = target.delegation() == AccessDelegation.VENDED_CREDENTIALS
                    ? Optional.of("vended-credentials")
                    : Optional.empty();
            check(
                    CREATE_TABLE,
                    () -> {
                        rest.stageTable(known, token, namespace, delegation);
                        return namespace;
                    },
                    levels -> "a table can be created in " + String.join(".", levels)
                            + (delegation.isPresent() ? ", credentials are vended" : ""));
        }
        if (connection == null) {
            skip(STORAGE, "not asked for");
        } else {
            long start = System.nanoTime();
            add(new StorageProbe(target, options, redactor).check(connection, known.location()), start);
        }
    }

    private void clock(Token token) {
        long start = System.nanoTime();
        if (token.clockSkew().isEmpty()) {
            skip(CLOCK, "the catalog does not tell its time");
            return;
        }
        Duration skew = token.clockSkew().get();
        boolean apart = skew.abs().compareTo(CLOCK_TOLERANCE) > 0;
        String detail = "this machine's clock is " + skew.abs().toSeconds() + " s "
                + (skew.isNegative() ? "behind" : "ahead of") + " the catalog's";
        add(
                new Check(
                        CLOCK,
                        apart ? Status.WARNING : Status.PASSED,
                        apart ? detail : "the clocks agree",
                        Optional.empty(),
                        apart
                                ? Optional.of("Synchronise the clocks: DuckDB chooses a table's state by time.")
                                : Optional.empty(),
                        Duration.ZERO),
                start);
    }

    private void scope(CatalogClient rest, OAuth2Credentials credentials, Optional<Token> token) {
        List<String> wanted = List.of(credentials.scope().strip().split("\\s+", -1)).stream()
                .filter(word -> word.startsWith(ROLE))
                .map(word -> word.substring(ROLE.length()))
                .toList();
        if (token.isEmpty() || wanted.isEmpty() || wanted.contains(ALL)) {
            skip(SCOPE, token.isEmpty() ? "needs a login" : "all roles of the principal were asked for");
            return;
        }
        long start = System.nanoTime();
        try {
            Optional<List<String>> activated = rest.activatedRoles(token.get());
            if (activated.isEmpty()) {
                skip(SCOPE, "the catalog does not tell which roles the token stands for");
                return;
            }
            List<String> extra = activated.get().stream()
                    .filter(role -> !role.isBlank() && !wanted.contains(role))
                    .toList();
            boolean same = extra.isEmpty();
            add(
                    new Check(
                            SCOPE,
                            same ? Status.PASSED : Status.WARNING,
                            same
                                    ? "the token stands for " + String.join(", ", wanted)
                                    : "asked for was " + String.join(", ", wanted) + ", but the token stands for "
                                            + String.join(", ", activated.get()),
                            Optional.empty(),
                            same
                                    ? Optional.empty()
                                    : Optional.of(
                                            "Assign the role to the principal, or correct the scope: Polaris 1.4.1 grants"
                                                    + " every role of the principal where it has not the one that was asked for."),
                            Duration.ZERO),
                    start);
        } catch (RestFailure e) {
            failed(SCOPE, e, start);
        }
    }

    private interface Question<T> {
        T ask() throws RestFailure;
    }

    private interface Words<T> {
        String of(T answer);
    }

    private <T> Optional<T> check(String name, Question<T> question, Words<T> words) {
        long start = System.nanoTime();
        try {
            T answer = question.ask();
            add(
                    new Check(name, Status.PASSED, words.of(answer), Optional.empty(), Optional.empty(), Duration.ZERO),
                    start);
            return Optional.of(answer);
        } catch (RestFailure e) {
            failed(name, e, start);
            return Optional.empty();
        }
    }

    private void failed(String name, RestFailure e, long start) {
        if (e.code() == ErrorCode.CANCELLED) {
            throw DuckDbException.of(e.code(), "Preflight of " + target.describe() + " was interrupted", e, redactor);
        }
        add(
                new Check(
                        name,
                        Status.FAILED,
                        redactor.redact(e.getMessage()),
                        Optional.of(e.code()),
                        EngineMessages.remedy(e.code()),
                        Duration.ZERO),
                start);
    }

    private void skip(String name, String why) {
        checks.add(new Check(name, Status.SKIPPED, why, Optional.empty(), Optional.empty(), Duration.ZERO));
    }

    private void add(Check check, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        checks.add(new Check(check.name(), check.status(), check.detail(), check.code(), check.remedy(), took));
    }

    private void remember(Token token) {
        Secret secret = Secret.of("bearer token", token::value);
        List<Secret> known = options.secrets(target);
        known.add(secret);
        redactor = Redactor.of(known);
    }

    private static String until(Token token) {
        return token.expiresAt().map(end -> "; the token ends at " + end).orElse("");
    }
}

package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.duckdb.internal.Deadline;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.Queries;
import dev.floe.duckdb.internal.rest.CatalogClient;
import dev.floe.duckdb.internal.rest.CatalogClient.Token;
import dev.floe.duckdb.internal.rest.RestFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to attach: extensions, then credentials, then ATTACH, and back again if that fails or nobody waits for it any more. */
final class Attachment {
    private static final Logger LOG = LoggerFactory.getLogger(PolarisAttacher.class);
    private static final String ALREADY_EXISTS = "already exists";

    private enum Outcome {
        OPEN,
        ATTACHED,
        ABANDONED
    }

    private final AttachTarget target;
    private final AttachOptions options;
    private final Connection own;
    private final Capabilities capabilities;
    private final Deadline deadline;
    private final boolean replacing;
    private final List<String> changes = new ArrayList<>();
    private Redactor redactor;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.OPEN);
    private volatile Optional<Duration> bound = Optional.empty();

    /**
     * @param own floe's own connection to the instance; whoever runs this closes it
     * @param replacing whether the alias is attached and is to be replaced, once the catalog has consented
     */
    Attachment(
            AttachTarget target,
            AttachOptions options,
            Connection own,
            Capabilities capabilities,
            Deadline deadline,
            boolean replacing) {
        this.target = target;
        this.options = options;
        this.own = own;
        this.capabilities = capabilities;
        this.deadline = deadline;
        this.replacing = replacing;
        this.redactor = Redactor.of(options.secrets(target));
    }

    AttachedCatalog attach() {
        try {
            capabilities.check(options.extra());
            target.checkLogin();
            options.extensions()
                    .loadIcebergInto(own)
                    .forEach((name, origin) -> changes.add("extension " + name + " loaded (" + origin + ")"));
            Map<String, String> before = HttpSettings.read(own, capabilities);
            HttpRoute route = HttpRoute.of(
                    own,
                    target,
                    options.http(),
                    capabilities,
                    before,
                    name -> Optional.ofNullable(System.getenv(name)));
            HttpSettings settings = HttpSettings.bound(own, options, route, capabilities, before, deadline);
            if (target.delegation() == AccessDelegation.VENDED_CREDENTIALS) {
                settings.endWaitingForKeys();
            }
            Optional<Token> token = preflight(route);
            if (capabilities.boundsWholeRequests()) {
                bound = Optional.of(settings.bound());
            }
            return attach(route, settings, token);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /**
     * Tells the attempt that nobody waits for it any more: what it still attaches, it detaches again.
     *
     * @return false if it has attached already
     */
    boolean abandon() {
        return outcome.compareAndSet(Outcome.OPEN, Outcome.ABANDONED);
    }

    /** The time after which DuckDB's own call ends whatever the server does; empty if there is none, or none is known yet. */
    Optional<Duration> bound() {
        return bound;
    }

    private Optional<Token> preflight(HttpRoute route) {
        boolean needsToken = options.placement() == CredentialPlacement.TOKEN;
        boolean skip = !(options.preflight() || replacing) || route.onlyDuckDbKnows();
        if (skip && !needsToken) {
            return Optional.empty();
        }
        try {
            CatalogClient rest =
                    new CatalogClient(target.uri(), route.http(), options.timeout(), options.retries(), deadline);
            Optional<Token> token = Optional.empty();
            if (target.credentials().isPresent()) {
                token = Optional.of(rest.token(target.credentials().get()));
                String bearer = token.get().value();
                Secret secret = Secret.of("bearer token", () -> bearer);
                secret.reveal();
                List<Secret> known = options.secrets(target);
                known.add(secret);
                redactor = Redactor.of(known);
            }
            if (!skip) {
                rest.config(target.warehouse(), token);
            }
            return token;
        } catch (RestFailure e) {
            if (e.onlyDuckDbCanTell() && !needsToken) {
                LOG.debug("Preflight of {} left to DuckDB: {}", target.uri(), redactor.redact(e.getMessage()));
                return Optional.empty();
            }
            String message = target.attaching() + " failed: " + e.getMessage()
                    + EngineMessages.remedy(e.code())
                            .map(remedy -> "\n" + remedy)
                            .orElse("");
            throw DuckDbException.of(e.code(), message, e, redactor);
        }
    }

    private AttachedCatalog attach(HttpRoute route, HttpSettings settings, Optional<Token> token) throws SQLException {
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        Optional<String> storageSecret = Optional.empty();
        Optional<String> httpSecret = Optional.empty();
        boolean attached = false;
        try {
            if (replacing && outcome.get() == Outcome.OPEN) {
                Queries.run(own, "DETACH DATABASE IF EXISTS " + Sql.identifier(target.alias()));
                Secrets.dropAll(own, target.alias());
            }
            settings.apply(changes);
            httpSecret = HttpSecret.create(own, target.alias(), route, capabilities, nonce);
            httpSecret.ifPresent(name -> changes.add("temporary secret " + name + " for the catalog's HTTP options"));
            storageSecret = StorageSecret.create(own, target.alias(), nonce, options.storage());
            storageSecret.ifPresent(name -> changes.add("temporary secret " + name + " for the storage's keys"));
            Optional<Instant> expiresAt = attachCatalog(token, nonce);
            if (!outcome.compareAndSet(Outcome.OPEN, Outcome.ATTACHED)) {
                Queries.run(own, "DETACH " + Sql.identifier(target.alias()));
                throw DuckDbException.of(ErrorCode.CANCELLED, target.attaching() + " was given up");
            }
            attached = true;
            return new AttachedCatalog(
                    target.alias(),
                    target.uri(),
                    target.warehouse(),
                    options.placement(),
                    false,
                    storageSecret,
                    changes,
                    expiresAt);
        } catch (SQLException e) {
            Optional<Existing> winner = EngineMessages.essence(e).contains(ALREADY_EXISTS)
                    ? Existing.find(own, target.alias(), capabilities)
                    : Optional.empty();
            if (winner.isPresent()) {
                return winner.get().reuse(target, options.placement());
            }
            throw explained(e);
        } finally {
            if (!attached) {
                storageSecret.ifPresent(name -> quietly(() -> Secrets.drop(own, name)));
                httpSecret.ifPresent(name -> quietly(() -> Secrets.drop(own, name)));
                quietly(settings::restore);
            }
        }
    }

    private Optional<Instant> attachCatalog(Optional<Token> token, String nonce) throws SQLException {
        AttachStatement statement = new AttachStatement(target, capabilities, options.extra());
        if (target.credentials().isEmpty()) {
            statement.withoutCredentials().run(own);
            return Optional.empty();
        }
        OAuth2Credentials credentials = target.credentials().get();
        switch (options.placement()) {
            case INLINE -> statement.inline(credentials).run(own);
            case TOKEN -> {
                statement.token(token.orElseThrow().value()).run(own);
                return token.get().expiresAt();
            }
            case TEMPORARY_SECRET -> {
                String name = Existing.secretName(target, nonce);
                Queries.run(
                        own,
                        "CREATE TEMPORARY SECRET " + Sql.identifier(name)
                                + " (TYPE iceberg, CLIENT_ID ?, CLIENT_SECRET ?, OAUTH2_SERVER_URI ?, OAUTH2_SCOPE ?)",
                        List.of(
                                credentials.clientId().reveal(),
                                credentials.clientSecret().reveal(),
                                credentials.tokenEndpoint().toString(),
                                credentials.scope()));
                try {
                    statement.secret(name).run(own);
                } finally {
                    quietly(() -> Secrets.drop(own, name));
                }
            }
        }
        return Optional.empty();
    }

    private DuckDbException explained(SQLException e) {
        return DuckDbException.of(e, redactor, target.attaching(), ErrorCode.CATALOG_FAILED);
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            LOG.warn("Cleaning up after attaching {}: {}", target.alias(), redactor.redact(e.getMessage()));
        }
    }
}

package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.Queries;
import dev.floe.duckdb.internal.RestPreflight;
import dev.floe.duckdb.internal.RestPreflight.Failure;
import dev.floe.duckdb.internal.RestPreflight.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to attach or detach: extensions, then credentials, then ATTACH, and back again if that fails. */
final class Attachment {
    private static final Logger LOG = LoggerFactory.getLogger(PolarisAttacher.class);
    private static final String ALREADY_EXISTS = "already exists";

    private final AttachTarget target;
    private final AttachOptions options;
    private final Connection callers;
    private final List<String> changes = new ArrayList<>();
    private Redactor redactor;

    Attachment(AttachTarget target, AttachOptions options, Connection callers) {
        this.target = target;
        this.options = options;
        this.callers = callers;
        this.redactor = Redactor.of(secrets());
    }

    AttachedCatalog attach() {
        try (Connection own = Duplicates.of(callers)) {
            Optional<Existing> existing = Existing.find(own, target.alias());
            if (existing.isPresent()) {
                return existing.get().reuse(target, options.placement());
            }
            for (DuckDbExtensions.Extension extension : options.extensions().loadIceberg(own)) {
                if (extension.loadedNow()) {
                    changes.add("extension " + extension.name() + " loaded (" + extension.origin() + ")");
                }
            }
            Optional<Token> token = preflight(own);
            return attach(own, token);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    boolean detach() {
        try (Connection own = Duplicates.of(callers)) {
            Optional<Existing> existing = Existing.find(own, target.alias());
            if (existing.isEmpty()) {
                return false;
            }
            existing.get().reuse(target, options.placement());
            Queries.run(own, "DETACH " + Sql.identifier(target.alias()));
            StorageSecret.dropAll(own, target.alias());
            return true;
        } catch (SQLException e) {
            throw DuckDbException.of(e, redactor, "Detaching " + target.alias());
        }
    }

    private Optional<Token> preflight(Connection own) throws SQLException {
        boolean needsToken = options.placement() == CredentialPlacement.TOKEN;
        boolean skip = !options.preflight() || RestPreflight.proxied(own, System.getenv());
        if (skip && !needsToken) {
            return Optional.empty();
        }
        RestPreflight rest = new RestPreflight(target.uri(), options.timeout());
        try {
            Optional<Token> token = Optional.empty();
            if (target.credentials().isPresent()) {
                token = Optional.of(rest.token(target.credentials().get()));
                String bearer = token.get().value();
                Secret secret = Secret.of("bearer token", () -> bearer);
                secret.reveal();
                List<Secret> known = secrets();
                known.add(secret);
                redactor = Redactor.of(known);
            }
            if (!skip) {
                rest.config(target.warehouse(), token);
            }
            return token;
        } catch (Failure e) {
            if (e.onlyDuckDbCanTell() && !needsToken) {
                LOG.debug("Preflight of {} left to DuckDB: {}", target.uri(), redactor.redact(e.getMessage()));
                return Optional.empty();
            }
            String message = action() + " failed: " + e.getMessage()
                    + EngineMessages.remedy(e.code())
                            .map(remedy -> "\n" + remedy)
                            .orElse("");
            throw DuckDbException.of(e.code(), message, e, redactor);
        }
    }

    private AttachedCatalog attach(Connection own, Optional<Token> token) throws SQLException {
        HttpSettings http = HttpSettings.bound(own, options);
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        Optional<String> storageSecret = Optional.empty();
        boolean attached = false;
        try {
            http.apply(changes);
            storageSecret = StorageSecret.create(own, target.alias(), nonce, options.storage());
            storageSecret.ifPresent(name -> changes.add("temporary secret " + name + " for the storage's keys"));
            Optional<Instant> expiresAt = attachCatalog(own, token, nonce);
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
                    ? Existing.find(own, target.alias())
                    : Optional.empty();
            if (winner.isPresent()) {
                return winner.get().reuse(target, options.placement());
            }
            throw explained(e);
        } finally {
            if (!attached) {
                storageSecret.ifPresent(name -> quietly(() -> StorageSecret.drop(own, name)));
                quietly(http::restore);
            }
        }
    }

    private Optional<Instant> attachCatalog(Connection own, Optional<Token> token, String nonce) throws SQLException {
        AttachStatement statement = new AttachStatement(target, options.extra());
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
                    quietly(() -> Queries.run(own, "DROP TEMPORARY SECRET IF EXISTS " + Sql.identifier(name)));
                }
            }
        }
        return Optional.empty();
    }

    private DuckDbException explained(SQLException e) {
        return DuckDbException.of(e, redactor, action(), ErrorCode.CATALOG_FAILED);
    }

    private String action() {
        return "Attaching " + target.describe() + " as " + target.alias();
    }

    private List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        target.credentials().ifPresent(credentials -> secrets.add(credentials.clientSecret()));
        options.storage().flatMap(storage -> storage.keys()).ifPresent(keys -> secrets.add(keys.secretAccessKey()));
        return secrets;
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

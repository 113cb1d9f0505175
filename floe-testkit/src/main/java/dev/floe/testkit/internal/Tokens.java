package dev.floe.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.rest.RESTUtil;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth2 token endpoint and the tokens it gave out, as Polaris has them: client credentials from the form or from
 * a Basic header, token exchange, and error bodies of the OAuth form.
 */
final class Tokens {

    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String ROLE_PREFIX = "PRINCIPAL_ROLE:";

    private record Token(Principal principal, Instant end) {}

    private final Map<String, Principal> principals;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Tokens(Map<String, Principal> principals, Duration lifetime) {
        this.principals = principals;
        this.lifetime = lifetime;
    }

    /** The principal of a request's {@code Authorization} header; empty when it has no valid token. */
    Optional<Principal> principal(@Nullable String authorization) {
        return bearer(authorization).flatMap(this::find).map(Token::principal);
    }

    void revokeAll() {
        tokens.clear();
    }

    /** Answers a request to the token endpoint. */
    Reply answer(@Nullable String authorization, String form) {
        Map<String, String> fields;
        try {
            fields = form.isEmpty() ? Map.of() : RESTUtil.decodeFormData(form);
        } catch (RuntimeException e) {
            return error(400, "invalid_request", "The request is invalid");
        }
        String grant = fields.getOrDefault("grant_type", "");
        if (!List.of(CLIENT_CREDENTIALS, TOKEN_EXCHANGE).contains(grant)) {
            return error(400, "unsupported_grant_type", "The grant type is invalid");
        }
        String clientId = fields.getOrDefault("client_id", "");
        String secret = fields.get("client_secret");
        if (secret == null && authorization != null && authorization.startsWith("Basic ")) {
            String[] basic = basic(authorization).split(":", 2);
            if (basic.length < 2) {
                return error(400, "invalid_request", "The request is invalid");
            }
            clientId = basic[0];
            secret = basic[1];
        }
        if (secret != null) {
            return forCredentials(clientId, secret, fields.getOrDefault("scope", ""));
        }
        if (authorization == null) {
            return error(400, "invalid_client", "The Client is invalid");
        }
        String subject = fields.get("subject_token");
        if (!grant.equals(TOKEN_EXCHANGE) || subject == null) {
            return error(400, "invalid_request", "The request is invalid");
        }
        return find(subject)
                .map(token -> issue(token.principal()))
                .orElseGet(() -> error(400, "invalid_client", "The Client is invalid"));
    }

    private Reply forCredentials(String clientId, String secret, String scope) {
        if (clientId.isEmpty() || secret.isEmpty()) {
            return error(400, "invalid_client", "The Client is invalid");
        }
        for (String role : scope.split(" ", -1)) {
            if (!role.startsWith(ROLE_PREFIX) || role.length() == ROLE_PREFIX.length()) {
                return error(400, "invalid_scope", "The scope is invalid");
            }
        }
        Principal principal = principals.get(clientId);
        return principal != null && same(principal.clientSecret(), secret)
                ? issue(principal)
                : error(401, "unauthorized_client", "The client is not authorized");
    }

    private Reply issue(Principal principal) {
        Instant now = Instant.now();
        tokens.values().removeIf(token -> token.end().isBefore(now));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tokens.put(token, new Token(principal, now.plus(lifetime)));
        return Reply.json(
                200,
                Map.of(
                        "access_token",
                        token,
                        "token_type",
                        "bearer",
                        "issued_token_type",
                        ACCESS_TOKEN,
                        "expires_in",
                        Math.max(1, lifetime.toSeconds())));
    }

    private Optional<Token> find(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(found -> found.end().isAfter(Instant.now()));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).trim());
    }

    private static String basic(String authorization) {
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).trim());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply error(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }
}

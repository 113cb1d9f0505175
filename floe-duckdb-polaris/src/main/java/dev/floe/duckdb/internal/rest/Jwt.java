package dev.floe.duckdb.internal.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a token says of itself, if it is one that says anything; proves nothing. */
final class Jwt {
    /** Some thousand years. */
    private static final double MOST_SECONDS = 1e11;

    private Jwt() {}

    /** The claims; none if the token is of another kind. */
    static Map<String, @Nullable Object> claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Map.of();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(parts[1]);
            return Json.object(new String(json, StandardCharsets.UTF_8)).orElse(Map.of());
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** When it was made, by the server's clock. */
    static Optional<Instant> issuedAt(String token) {
        return claims(token).get("iat") instanceof Double seconds
                ? Optional.of(Instant.ofEpochSecond(seconds(seconds)))
                : Optional.empty();
    }

    /** Seconds that a server names, kept within what can be reckoned with. */
    static long seconds(double named) {
        return (long) Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, named));
    }
}

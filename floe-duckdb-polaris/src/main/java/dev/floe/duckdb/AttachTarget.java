package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.OAuth2Credentials;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What an alias stands for: the parts that make two attachments the same or not. */
record AttachTarget(
        String alias,
        URI uri,
        String warehouse,
        Optional<OAuth2Credentials> credentials,
        AccessDelegation delegation,
        boolean readOnly) {

    /** A catalog's address without a trailing slash. */
    static URI checked(URI uri) {
        String text = checkedEndpoint(uri).toString();
        return text.endsWith("/") ? URI.create(text.replaceFirst("/+$", "")) : uri;
    }

    /** An http or https URL. */
    static URI checkedEndpoint(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + uri + "' is not an http or https URL");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the URL of " + uri.getHost() + " holds a user; give credentials on their own");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + uri + "' holds a query or a fragment");
        }
        return uri;
    }

    /**
     * Refuses a login that cannot be sent: DuckDB sends it as HTTP's Basic scheme does, id and secret with a colon between them.
     *
     * @throws DuckDbException {@code SETTING_REFUSED}
     */
    void checkLogin() {
        credentials.ifPresent(login -> {
            if (login.clientId().reveal().indexOf(':') >= 0) {
                throw refused("client id", "a colon, which ends the id where a client logs in");
            }
            check("client id", login.clientId().reveal());
            check("client secret", login.clientSecret().reveal());
            check("scope", login.scope());
        });
    }

    private void check(String what, String value) {
        if (value.isBlank()) {
            throw refused(what, "nothing");
        }
        try {
            Sql.literal(value);
        } catch (IllegalArgumentException e) {
            throw refused(what, "the character NUL or half a character, which DuckDB cannot hand on");
        }
    }

    private DuckDbException refused(String what, String holds) {
        return DuckDbException.of(
                ErrorCode.SETTING_REFUSED, attaching() + " is refused: its " + what + " holds " + holds + ".");
    }

    /** DuckDB's word for the delegation. */
    String delegationMode() {
        return delegation.name().toLowerCase(Locale.ROOT);
    }

    /** The scope; empty without credentials. */
    String scope() {
        return credentials.map(OAuth2Credentials::scope).orElse("");
    }

    /** What an existing attachment does not show otherwise: who is logged in, where, for what. */
    String fingerprint() {
        return credentials
                .map(c ->
                        Fingerprint.of(c.clientId().reveal(), c.tokenEndpoint().toString(), c.scope()))
                .orElse(Fingerprint.of());
    }

    /** For messages. */
    String describe() {
        return "warehouse '" + warehouse + "' of " + uri;
    }

    /** For messages: the beginning of a sentence. */
    String attaching() {
        return "Attaching " + describe() + " as " + alias;
    }

    /** For messages that compare. */
    String describeFully() {
        return describe() + " (" + (credentials.isPresent() ? "scope " + scope() : "no credentials") + ", delegation "
                + delegationMode() + ", " + (readOnly ? "read only" : "read and write") + ")";
    }
}

package dev.floe.duckdb;

import dev.floe.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an alias stands for on an instance, as far as duckdb_databases() shows it.
 *
 * <p>DuckDB 1.4 shows no options at all: there the warehouse is all that is compared. Under a temporary secret DuckDB shows nothing but the secret's name; floe's secrets therefore carry a fingerprint of the log-in in
 * their names, so that no memory of floe's own is needed to compare.
 */
record Existing(
        String alias,
        String type,
        String path,
        boolean readOnly,
        Optional<String> endpoint,
        Optional<String> delegation,
        Optional<String> scope,
        Optional<String> tokenEndpoint,
        Optional<String> clientId,
        Optional<String> secret,
        boolean token,
        boolean shown) {
    private static final String SECRET_PREFIX = "floe_catalog_";

    /** DuckDB's choice where the delegation was not stated. */
    private static final String DEFAULT_DELEGATION = "vended_credentials";

    private static final String QUERY = "SELECT database_name, type, path, readonly, options['endpoint'],"
            + " options['access_delegation_mode'], options['oauth2_scope'], options['oauth2_server_uri'], options['client_id'],"
            + " options['secret'], options['token'] IS NOT NULL"
            + " FROM (SELECT *%s FROM duckdb_databases()) WHERE lower(database_name) = lower(?)";

    private static final String NO_OPTIONS = ", MAP([]::VARCHAR[], []::VARCHAR[]) AS options";

    static Optional<Existing> find(Connection own, String alias, Capabilities capabilities) throws SQLException {
        boolean shown = capabilities.showsOptions();
        try (PreparedStatement statement = own.prepareStatement(QUERY.formatted(shown ? "" : NO_OPTIONS))) {
            statement.setString(1, alias);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Existing(
                        row.getString(1),
                        row.getString(2).toLowerCase(Locale.ROOT),
                        nonNull(row.getString(3)),
                        row.getBoolean(4),
                        Optional.ofNullable(row.getString(5)),
                        Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getString(7)),
                        Optional.ofNullable(row.getString(8)),
                        Optional.ofNullable(row.getString(9)),
                        Optional.ofNullable(row.getString(10)),
                        row.getBoolean(11),
                        shown));
            }
        }
    }

    /** The name of a secret for a target: found again in the attachment's options after the secret is gone. */
    static String secretName(AttachTarget target, String nonce) {
        return SECRET_PREFIX + target.fingerprint() + "_" + nonce;
    }

    /**
     * The attachment, if it is what was asked for.
     *
     * @throws DuckDbException {@code ALIAS_IN_USE} if it is something else
     */
    AttachedCatalog reuse(AttachTarget target, CredentialPlacement asked) {
        refuse(target, differences(target));
        return new AttachedCatalog(
                alias,
                target.uri(),
                target.warehouse(),
                placement().orElse(asked),
                true,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * Allows the attachment to be replaced, if it is one of the same catalog.
     *
     * @throws DuckDbException {@code ALIAS_IN_USE} if it is something else
     */
    void replace(AttachTarget target) {
        refuse(target, catalogDifferences(target));
    }

    private void refuse(AttachTarget target, List<String> differences) {
        if (!differences.isEmpty()) {
            throw DuckDbException.of(
                    ErrorCode.ALIAS_IN_USE,
                    "The alias '" + target.alias() + "' is in use for " + describe() + "; asked for was "
                            + target.describeFully() + ". Different: " + String.join(", ", differences)
                            + ". Use another alias, or DETACH that one first.");
        }
    }

    private List<String> catalogDifferences(AttachTarget target) {
        if (!type.equals("iceberg")) {
            return List.of("type");
        }
        List<String> differences = new ArrayList<>();
        add(differences, "warehouse", Optional.of(path), target.warehouse());
        add(
                differences,
                "endpoint",
                endpoint.map(uri -> uri.replaceFirst("/+$", "")),
                target.uri().toString());
        return differences;
    }

    private List<String> differences(AttachTarget target) {
        List<String> differences = catalogDifferences(target);
        if (!type.equals("iceberg")) {
            return differences;
        }
        if (readOnly != target.readOnly()) {
            differences.add("read only");
        }
        if (!shown) {
            return differences;
        }
        add(
                differences,
                "delegation",
                Optional.of(delegation.orElse(DEFAULT_DELEGATION).toLowerCase(Locale.ROOT)),
                target.delegationMode());
        target.credentials().ifPresent(credentials -> {
            add(differences, "scope", scope, credentials.scope());
            add(
                    differences,
                    "token endpoint",
                    tokenEndpoint,
                    credentials.tokenEndpoint().toString());
            add(differences, "client id", clientId, credentials.clientId().reveal());
            boolean floes =
                    secret.filter(name -> name.startsWith(SECRET_PREFIX)).isPresent();
            if (floes && !secret.orElse("").startsWith(SECRET_PREFIX + target.fingerprint())) {
                differences.add("log-in (client id, token endpoint or scope)");
            }
        });
        if (placement().isPresent() != target.credentials().isPresent()) {
            differences.add("whether it logs in");
        }
        return differences;
    }

    /** Compares what is shown; what is not shown cannot differ. */
    private static void add(List<String> differences, String what, Optional<String> shown, String wanted) {
        if (shown.isPresent() && !shown.get().equals(wanted)) {
            differences.add(what);
        }
    }

    /** Where its credentials are; empty if it has none. */
    private Optional<CredentialPlacement> placement() {
        if (secret.isPresent()) {
            return Optional.of(CredentialPlacement.TEMPORARY_SECRET);
        }
        if (token) {
            return Optional.of(CredentialPlacement.TOKEN);
        }
        return clientId.isPresent() ? Optional.of(CredentialPlacement.INLINE) : Optional.empty();
    }

    private String describe() {
        if (!type.equals("iceberg")) {
            return path.isEmpty() ? "a database of type " + type : "the " + type + " database " + path;
        }
        return "warehouse '" + path + "' of " + endpoint.orElse("an unknown address") + " ("
                + scope.map(s -> "scope " + s + ", ").orElse("") + "delegation "
                + delegation.orElse(DEFAULT_DELEGATION) + ", " + (readOnly ? "read only" : "read and write") + ")";
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
    }
}

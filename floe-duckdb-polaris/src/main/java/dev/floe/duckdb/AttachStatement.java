package dev.floe.duckdb;

import dev.floe.config.OAuth2Credentials;
import dev.floe.duckdb.internal.Queries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts ATTACH together: every value bound, but the warehouse and the alias, which DuckDB only takes as text. */
final class AttachStatement {
    private static final String UNHANDLED = "Unhandled options found: ";

    private final AttachTarget target;
    private final Capabilities capabilities;
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    AttachStatement(AttachTarget target, Capabilities capabilities, Map<String, String> extra) {
        this.target = target;
        this.capabilities = capabilities;
        // DuckDB takes vended credentials where nothing is said, so it is always said.
        option("ACCESS_DELEGATION_MODE", target.delegationMode());
        option("READ_ONLY", target.readOnly());
        extra.forEach((name, value) -> option(capabilities.extra(name).orElse(name), value));
    }

    AttachStatement withoutCredentials() {
        return option("AUTHORIZATION_TYPE", "none");
    }

    AttachStatement inline(OAuth2Credentials credentials) {
        return option("CLIENT_ID", credentials.clientId().reveal())
                .option("CLIENT_SECRET", credentials.clientSecret().reveal())
                .option("OAUTH2_SERVER_URI", credentials.tokenEndpoint().toString())
                .option("OAUTH2_SCOPE", credentials.scope());
    }

    AttachStatement token(String token) {
        return option("TOKEN", token);
    }

    AttachStatement secret(String name) {
        return option("SECRET", name);
    }

    void run(Connection connection) throws SQLException {
        try {
            run(connection, capabilities.endpointOption());
        } catch (SQLException e) {
            // The option's name changes with DuckDB's versions, and no version says beforehand which one it wants.
            String refused = UNHANDLED + capabilities.endpointOption().toLowerCase(Locale.ROOT);
            if (!String.valueOf(e.getMessage()).contains(refused)) {
                throw e;
            }
            run(connection, capabilities.otherEndpointOption());
        }
    }

    private void run(Connection connection, String endpointOption) throws SQLException {
        StringBuilder sql = new StringBuilder("ATTACH ")
                .append(Sql.literal(target.warehouse()))
                .append(" AS ")
                .append(Sql.identifier(target.alias()))
                .append(" (TYPE iceberg, ")
                .append(endpointOption)
                .append(" ?");
        names.forEach(name -> sql.append(", ").append(Sql.optionName(name)).append(" ?"));
        List<Object> all = new ArrayList<>(List.of((Object) target.uri().toString()));
        all.addAll(values);
        Queries.run(connection, sql.append(')').toString(), all);
    }

    private AttachStatement option(String name, Object value) {
        names.add(name);
        values.add(value);
        return this;
    }
}

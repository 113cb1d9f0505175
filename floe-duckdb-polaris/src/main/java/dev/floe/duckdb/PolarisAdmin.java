package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.config.OAuth2Credentials;
import dev.floe.config.Redactor;
import dev.floe.config.Secret;
import dev.floe.duckdb.internal.Deadline;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.rest.ManagementClient;
import dev.floe.duckdb.internal.rest.ManagementClient.Created;
import dev.floe.duckdb.internal.rest.RestFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets an Apache Polaris server up through its management API. Everything is created only if it is not there, and nothing that is there
 * is changed or taken away, so it can be repeated. Thread-safe.
 *
 * <p>Never part of a run: floe creates catalogs, principals and grants only here, when it is told to.
 */
public final class PolarisAdmin {
    private final URI uri;
    private final OAuth2Credentials credentials;
    private final HttpOptions http;

    /**
     * What a setup did.
     *
     * @param steps one per thing, in the order in which they were done
     * @param credentials of the principal, if it was created now: Polaris shows them this once
     */
    public record Result(List<Step> steps, Optional<OAuth2Credentials> credentials) {
        /** Copies the list; checks that nothing is null. */
        public Result {
            steps = List.copyOf(steps);
            requireNonNull(credentials, "credentials");
        }
    }

    /**
     * One thing.
     *
     * @param what what it is, {@code catalog 'demo'}
     * @param created false if it was there already
     */
    public record Step(String what, boolean created) {
        /** Checks that nothing is null. */
        public Step {
            requireNonNull(what, "what");
        }
    }

    private PolarisAdmin(URI uri, OAuth2Credentials credentials, HttpOptions http) {
        this.uri = uri;
        this.credentials = credentials;
        this.http = http;
    }

    /**
     * An administrator of a server.
     *
     * @param catalogUri the address for catalogs, {@code https://host/api/catalog}; the management API is beside it
     * @param credentials of a principal that may manage catalogs, principals and roles
     * @throws IllegalArgumentException if the address does not end with {@code /api/catalog}
     */
    public static PolarisAdmin of(URI catalogUri, OAuth2Credentials credentials, HttpOptions http) {
        URI checked = AttachTarget.checked(catalogUri);
        if (!checked.toString().endsWith(ManagementClient.CATALOG_PATH)) {
            throw new IllegalArgumentException("the address of Polaris's catalogs ends with "
                    + ManagementClient.CATALOG_PATH + ", unlike " + checked);
        }
        return new PolarisAdmin(checked, requireNonNull(credentials, "credentials"), requireNonNull(http, "http"));
    }

    /**
     * Creates what is missing: catalog, roles, grants, principal, namespaces.
     *
     * @throws DuckDbException {@code CATALOG_UNAUTHORIZED}, {@code CATALOG_FORBIDDEN} if the administrator may not do it, {@code
     *     CATALOG_UNREACHABLE}, {@code CATALOG_FAILED}; what was done before stays, and repeating goes on from there
     */
    public Result init(PolarisSetup setup) {
        List<Step> steps = new ArrayList<>();
        List<Secret> known = new ArrayList<>(http.secrets());
        known.add(credentials.clientSecret());
        Redactor redactor = Redactor.of(known);
        String[] doing = {"logging in"};
        try {
            HttpOptions resolved = http.resolved(uri, name -> Optional.ofNullable(System.getenv(name)));
            ManagementClient client = ManagementClient.logIn(
                    uri,
                    credentials,
                    resolved,
                    http.timeout().orElse(PolarisAttacher.DEFAULT_TIMEOUT),
                    Deadline.none());
            Optional<OAuth2Credentials> made = new Run(client, setup, steps, doing).go();
            return new Result(steps, made);
        } catch (RestFailure e) {
            String message =
                    "Setting up catalog '" + setup.catalog() + "' at " + uri + " failed while " + doing[0] + ": "
                            + e.getMessage()
                            + EngineMessages.remedy(e.code()).map(r -> "\n" + r).orElse("");
            throw DuckDbException.of(e.code(), message, e, redactor);
        }
    }

    private final class Run {
        private final ManagementClient client;
        private final PolarisSetup setup;
        private final List<Step> steps;
        private final String[] doing;

        Run(ManagementClient client, PolarisSetup setup, List<Step> steps, String[] doing) {
            this.client = client;
            this.setup = setup;
            this.steps = steps;
            this.doing = doing;
        }

        Optional<OAuth2Credentials> go() throws RestFailure {
            String catalog = setup.catalog();
            String role = setup.catalogRole();
            create(
                    "catalog '" + catalog + "'",
                    List.of("catalogs"),
                    Map.of(
                            "catalog",
                            Map.of(
                                    "type",
                                    "INTERNAL",
                                    "name",
                                    catalog,
                                    "properties",
                                    Map.of("default-base-location", setup.location()),
                                    "storageConfigInfo",
                                    setup.storage().json(setup.location()))));
            create(
                    "catalog role '" + role + "'",
                    List.of("catalogs", catalog, "catalog-roles"),
                    Map.of("catalogRole", Map.of("name", role)));
            for (String privilege : setup.privileges()) {
                put(
                        "grant " + privilege + " to '" + role + "'",
                        List.of("catalogs", catalog, "catalog-roles", role, "grants"),
                        Map.of("grant", Map.of("type", "catalog", "privilege", privilege)));
            }
            create(
                    "principal role '" + setup.principalRole() + "'",
                    List.of("principal-roles"),
                    Map.of("principalRole", Map.of("name", setup.principalRole())));
            put(
                    "catalog role '" + role + "' for '" + setup.principalRole() + "'",
                    List.of("principal-roles", setup.principalRole(), "catalog-roles", catalog),
                    Map.of("catalogRole", Map.of("name", role)));
            Optional<OAuth2Credentials> made = Optional.empty();
            if (setup.principal().isPresent()) {
                made = principal(setup.principal().get());
            }
            for (List<String> levels : setup.namespaces()) {
                doing[0] = "creating namespace " + String.join(".", levels);
                steps.add(new Step("namespace " + String.join(".", levels), client.createNamespace(catalog, levels)));
            }
            return made;
        }

        private Optional<OAuth2Credentials> principal(String name) throws RestFailure {
            Created created = create(
                    "principal '" + name + "'",
                    List.of("principals"),
                    Map.of("principal", Map.of("name", name, "type", "SERVICE")));
            put(
                    "role '" + setup.principalRole() + "' for principal '" + name + "'",
                    List.of("principals", name, "principal-roles"),
                    Map.of("principalRole", Map.of("name", setup.principalRole())));
            if (created.clientId().isEmpty() || created.clientSecret().isEmpty()) {
                return Optional.empty();
            }
            String id = created.clientId().get();
            String secret = created.clientSecret().get();
            return Optional.of(new OAuth2Credentials(
                    Secret.of("client id of " + name, () -> id),
                    Secret.of("client secret of " + name, () -> secret),
                    "PRINCIPAL_ROLE:" + setup.principalRole(),
                    URI.create(uri + OAuth2Credentials.TOKEN_PATH)));
        }

        private Created create(String what, List<String> path, Map<String, ?> body) throws RestFailure {
            doing[0] = "creating " + what;
            Created created = client.create(path, body);
            steps.add(new Step(what, created.now()));
            return created;
        }

        /** Giving what is given already is no failure, and Polaris does not say which it was: it is asked before. */
        private void put(String what, List<String> path, Map<String, ?> body) throws RestFailure {
            doing[0] = "giving " + what;
            boolean there = client.has(path, body);
            if (!there) {
                client.put(path, body);
            }
            steps.add(new Step(what, !there));
        }
    }

    /** {@code PolarisAdmin[https://…]}; no secret. */
    @Override
    public String toString() {
        return "PolarisAdmin[" + uri + "]";
    }
}

package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Statuses, headers and bodies, as clients of Polaris get them. */
class ProtocolTest {

    private static final String NAMESPACES = "/v1/floe_wh/namespaces";
    private static final String TABLES = NAMESPACES + "/bronze/tables";
    private static final String TABLE_T = "{\"name\":\"t\",\"schema\":{\"type\":\"struct\",\"fields\":[{\"id\":1,"
            + "\"name\":\"n\",\"type\":\"long\",\"required\":false}]}}";

    private EmbeddedCatalog catalog;
    private String token;

    @BeforeEach
    void start() {
        catalog = Clients.catalog()
                .principal("guest", "guest", Access.NONE)
                .principal("reader", "reader", Access.READ)
                .start();
        token = Clients.token(catalog);
        call("POST", NAMESPACES, "{\"namespace\":[\"bronze\"]}");
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Nested
    class TokenEndpoint {

        @Test
        void givesATokenForAForm() {
            HttpResponse<String> response = token("grant_type=client_credentials&client_id=root&client_secret=s3cr3t"
                    + "&scope=PRINCIPAL_ROLE%3AALL");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .contains("\"access_token\":", "\"token_type\":\"bearer\"", "\"expires_in\":3600");
        }

        @Test
        void givesATokenForABasicHeader() {
            assertThat(token(
                                    "grant_type=client_credentials&scope=PRINCIPAL_ROLE:service_admin",
                                    "Authorization",
                                    basic("root:s3cr3t"))
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void exchangesATokenForANewOneThatIsValidToo() {
            HttpResponse<String> response = token(
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=" + token
                            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token",
                    "Authorization",
                    "Bearer " + token);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).doesNotContain(token);
        }

        @Test
        void refusesAWrongSecretAndAnUnknownClientAlike() {
            for (String client :
                    new String[] {"client_id=root&client_secret=wrong", "client_id=nobody&client_secret=x"}) {
                assertOAuthError(
                        token("grant_type=client_credentials&scope=PRINCIPAL_ROLE:ALL&" + client),
                        401,
                        "unauthorized_client",
                        "The client is not authorized");
            }
        }

        @Test
        void refusesAMissingOrMalformedScope() {
            String form = "grant_type=client_credentials&client_id=root&client_secret=s3cr3t";

            assertOAuthError(token(form), 400, "invalid_scope", "The scope is invalid");
            assertOAuthError(token(form + "&scope=catalog"), 400, "invalid_scope", "The scope is invalid");
            assertOAuthError(token(form + "&scope=PRINCIPAL_ROLE:"), 400, "invalid_scope", "The scope is invalid");
        }

        @Test
        void refusesAnotherGrantTypeAndAMissingClient() {
            assertOAuthError(token("grant_type=password"), 400, "unsupported_grant_type", "The grant type is invalid");
            assertOAuthError(token(""), 400, "unsupported_grant_type", "The grant type is invalid");
            assertOAuthError(
                    token("grant_type=client_credentials&scope=PRINCIPAL_ROLE:ALL"),
                    400,
                    "invalid_client",
                    "The Client is invalid");
            assertOAuthError(
                    token("grant_type=client_credentials", "Authorization", "Basic !!!"),
                    400,
                    "invalid_request",
                    "The request is invalid");
        }

        private HttpResponse<String> token(String form, String... headers) {
            return Clients.form(catalog.tokenUri(), form, headers);
        }

        private void assertOAuthError(HttpResponse<String> response, int status, String error, String description) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body())
                    .contains("\"error\":\"" + error + "\"", "\"error_description\":\"" + description + "\"");
        }

        private String basic(String credentials) {
            return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Authentication {

        @Test
        void isAskedOfEveryCallButTheTokenEndpoint() {
            for (String path : new String[] {"/v1/config?warehouse=floe_wh", NAMESPACES, TABLES, "/v1/nothing"}) {
                HttpResponse<String> response = Clients.send(HttpRequest.newBuilder(URI.create(catalog.uri() + path)));

                assertThat(response.statusCode()).as(path).isEqualTo(401);
                assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
                assertThat(response.body()).isEmpty();
            }
            assertThat(Clients.call(catalog, "made-up", "GET", NAMESPACES, "").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void endsWithTheTokensLife() {
            try (EmbeddedCatalog brief =
                    Clients.catalog().tokenLifetime(Duration.ofSeconds(2)).start()) {
                Instant end = Instant.now().plusSeconds(30);
                String shortLived = Clients.token(brief);
                int first =
                        Clients.call(brief, shortLived, "GET", NAMESPACES, "").statusCode();
                int last = first;
                while (last == 200 && Instant.now().isBefore(end)) {
                    last = Clients.call(brief, shortLived, "GET", NAMESPACES, "")
                            .statusCode();
                }

                assertThat(first).isEqualTo(200);
                assertThat(last).isEqualTo(401);
            }
        }
    }

    @Nested
    class Authorization {

        @Test
        void forbidsAPrincipalWithoutGrantsEverythingButTheConfiguration() {
            String guest = Clients.token(catalog, "guest", "guest");

            assertThat(Clients.call(catalog, guest, "GET", "/v1/config?warehouse=floe_wh", "")
                            .statusCode())
                    .isEqualTo(200);
            assertError(
                    Clients.call(catalog, guest, "GET", TABLES + "/t", ""),
                    403,
                    "ForbiddenException",
                    "Principal 'guest' with activated PrincipalRoles '[]' and activated grants via '[]' is not"
                            + " authorized for op LOAD_TABLE");
        }

        @Test
        void letsAReaderReadAndForbidsItToWrite() {
            String reader = Clients.token(catalog, "reader", "reader");

            assertThat(Clients.call(catalog, reader, "GET", TABLES, "").statusCode())
                    .isEqualTo(200);
            assertThat(Clients.call(catalog, reader, "POST", TABLES, TABLE_T).statusCode())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Configuration {

        @Test
        void namesThePrefixAndTheEndpoints() {
            HttpResponse<String> response = call("GET", "/v1/config?warehouse=floe_wh", "");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .contains(
                            "\"prefix\":\"floe_wh\"",
                            "\"POST /v1/{prefix}/transactions/commit\"",
                            "\"HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}\"");
        }

        @Test
        void knowsOnlyItsWarehouse() {
            assertError(
                    call("GET", "/v1/config?warehouse=nowh", ""),
                    404,
                    "NotFoundException",
                    "Unable to find warehouse nowh");
            assertError(call("GET", "/v1/config", ""), 400, "BadRequestException", "Please specify a warehouse");
            assertError(
                    call("GET", "/v1/nowh/namespaces", ""), 404, "NotFoundException", "Unable to find warehouse nowh");
        }
    }

    @Nested
    class Errors {

        @Test
        void sayWhatDoesNotExist() {
            assertError(call("GET", TABLES + "/t", ""), 404, "NoSuchTableException", "Table does not exist: bronze.t");
            assertError(
                    call("GET", NAMESPACES + "/a%1Fb", ""),
                    404,
                    "NoSuchNamespaceException",
                    "Namespace does not exist: a.b");
            assertError(
                    call("GET", NAMESPACES + "/bronze/views/v", ""),
                    404,
                    "NoSuchViewException",
                    "View does not exist: bronze.v");
            assertThat(call("HEAD", TABLES + "/t", "").statusCode()).isEqualTo(404);
        }

        @Test
        void sayWhatExistsAlready() {
            call("POST", TABLES, TABLE_T);

            assertError(call("POST", TABLES, TABLE_T), 409, "AlreadyExistsException", "Table already exists: bronze.t");
            assertError(
                    call("POST", NAMESPACES, "{\"namespace\":[\"bronze\"]}"),
                    409,
                    "AlreadyExistsException",
                    "Cannot create namespace bronze. Namespace already exists");
            assertError(
                    call("DELETE", NAMESPACES + "/bronze", ""),
                    409,
                    "NamespaceNotEmptyException",
                    "Namespace bronze is not empty");
        }

        @Test
        void sayWhichRequirementFailed() {
            call("POST", TABLES, TABLE_T);
            HttpResponse<String> response = call(
                    "POST",
                    TABLES + "/t",
                    "{\"requirements\":[{\"type\":\"assert-table-uuid\",\"uuid\":\"00000000-0000-0000-0000-000000000000\"}],"
                            + "\"updates\":[]}");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.body())
                    .contains("\"type\":\"CommitFailedException\"", "Requirement failed: UUID does not match");
        }

        @Test
        void sayWhatIsMalformed() {
            for (String body : new String[] {"", "{", "[]", "null", "{\"namespace\":7}", "{}"}) {
                HttpResponse<String> response = call("POST", NAMESPACES, body);

                assertThat(response.statusCode()).as(body).isEqualTo(400);
                assertThat(response.body()).as(body).contains("\"code\":400");
            }
            assertThat(call("POST", TABLES, "{\"name\":\"t\"}").statusCode()).isEqualTo(400);
            assertThat(call("GET", NAMESPACES + "?pageSize=many", "").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void sayWhichEndpointIsNotThere() {
            assertThat(call("GET", "/v1/floe_wh/nothing", "").statusCode()).isEqualTo(404);
            assertThat(call("PUT", NAMESPACES, "").statusCode()).isEqualTo(405);
            assertThat(Clients.send(HttpRequest.newBuilder(catalog.uri().resolve("/elsewhere"))
                                    .header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    class Storage {

        @Test
        void hasTheMetadataFolderOfATableAsSoonAsItsCreationIsStaged() {
            call("POST", TABLES, TABLE_T.replace("{\"name\"", "{\"stage-create\":true,\"name\""));

            assertThat(catalog.storageDirectory().resolve("bronze/t/metadata")).isDirectory();
            assertThat(call("HEAD", TABLES + "/t", "").statusCode()).isEqualTo(404);
        }

        @Test
        void staysInsideItsFolderWhateverATableIsCalled() throws Exception {
            call("POST", NAMESPACES, "{\"namespace\":[\"..\",\"x\"]}");
            call("POST", NAMESPACES, "{\"namespace\":[\"..\"]}");
            call("POST", NAMESPACES + "/%2E%2E/tables", TABLE_T.replace("\"t\"", "\"../../escaped\""));

            assertThat(call("GET", NAMESPACES + "/%2E%2E/tables", "").body()).contains("../../escaped");
            try (var files = Files.walk(catalog.storageDirectory())) {
                assertThat(files.filter(file -> file.toString().endsWith(".metadata.json")))
                        .hasSize(1);
            }
            assertThat(catalog.storageDirectory().resolveSibling("escaped")).doesNotExist();
        }

        @Test
        void answersNotModifiedToAClientThatHasTheTable() {
            call("POST", TABLES, TABLE_T);
            String tag =
                    call("GET", TABLES + "/t", "").headers().firstValue("etag").orElseThrow();

            HttpResponse<String> same = Clients.call(catalog, token, "GET", TABLES + "/t", "", "If-None-Match", tag);
            call(
                    "POST",
                    TABLES + "/t",
                    "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"a\":\"b\"}}]}");
            HttpResponse<String> changed = Clients.call(catalog, token, "GET", TABLES + "/t", "", "If-None-Match", tag);

            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(changed.statusCode()).isEqualTo(200);
        }

        @Test
        void answersATemporaryFolderThatGoesWithTheCatalog() {
            catalog.close();

            assertThat(catalog.storageDirectory()).doesNotExist();
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        assertThat(catalog.uri().getHost()).isEqualTo("127.0.0.1");
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return Clients.call(catalog, token, method, path, body);
    }

    private static void assertError(HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"code\":" + status
                        + "}}");
    }
}

package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are written down, wherever; and what only looks a little like one. */
class PlainTextSecretsTest {
    private static final Pattern MARKED = Pattern.compile("«(.*?)»");

    /** What stands in these tests for a token's random part, so that no file of floe's holds anything that looks like one. */
    private static final String RANDOM = random(new Random(7), 60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties: {password: «hunter2»}",
                "properties: {db_password: «hunter2»}",
                "properties: {dbPassword: «hunter2»}",
                "properties: {SSL.Key.Password: «hunter2»}",
                "properties: {passwd: «hunter2»}",
                "properties: {pwd: «hunter2»}",
                "properties: {token: «hunter2»}",
                "properties: {github_token: «hunter2»}",
                "properties: {s3.session-token: «hunter2»}",
                "properties: {apiKey: «hunter2»}",
                "properties: {x-api-key: «hunter2»}",
                "properties: {s3.secret-access-key: «hunter2»}",
                "properties: {secretKey: «hunter2»}",
                "properties: {account_key: «hunter2»}",
                "properties: {clientsecret: «hunter2»}",
                "properties: {client.secret: «hunter2»}",
                "properties: {jwt_secret: «hunter2»}",
                "properties: {secret: «hunter2»}",
                "properties: {connectionString: «hunter2»}",
                "properties: {DBT_ENV_SECRET_X: «hunter2»}",
                "properties: {password: '${PW:-«hunter2»}'}",
                "properties: {header.Authorization: 'Bearer «hunter2hunter2»'}",
                "properties: {proxy: 'http://me:«hunter2»@proxy:3128'}",
                "properties: {proxy: 'http://:«hunter2»@proxy'}",
                "properties: {git: 'https://«TOKEN»@host/x.git'}",
                "properties: {jdbc: 'jdbc:postgresql://h/db?user=u&password=«hunter2»'}",
                "properties: {sas: 'https://x.blob.core/c?sv=1&sig=«hunter2»'}",
                "properties: {azure: 'Endpoint=x;AccountKey=«hunter2»;x=y'}",
                "properties: {x: AKIA«ABCDEFGHIJKLMNOP»}",
                "properties: {x: 'id AKIA«ABCDEFGHIJKLMNOP» of nobody'}",
                "properties: {x: ghp_«TOKEN»}",
                "properties: {x: glpat-«TOKEN»}",
                "properties: {x: sk_live_«TOKEN»}",
                "properties: {x: 'xoxb-«TOKEN»'}",
                "properties: {x: eyJhbGciOiJ«TOKEN».eyJzdWIi.x}",
                "properties: {x: \"-----BEGIN RSA PRIVATE KEY-----\\n«hunter2»\"}",
                "properties: {x: '«TOKEN»'}",
                "properties: {x: 'use «TOKEN» for it'}",
                "properties: {x: «TOKEN»=}"
            })
    void isRefusedAtItsPlaceAndNotRepeated(String properties) {
        Matcher marked = MARKED.matcher(properties.replace("TOKEN", RANDOM.substring(0, 40)));
        assertThat(marked.find()).isTrue();
        String secret = marked.group(1);

        ConfigException e = catalog(properties
                .replace("TOKEN", RANDOM.substring(0, 40))
                .replace("«", "")
                .replace("»", ""));

        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PLAIN_TEXT_SECRET");
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.keyPath()).startsWith("catalogs.default.properties");
        });
        assertThat(e.getMessage()).doesNotContain(secret);
    }

    @Test
    void isFoundInEveryPartOfBothFiles() {
        String token = RANDOM.substring(0, 40);
        ConfigException e = Project.of(folder, """
                        name: a
                        orchestration: {jobs: {x: {type: ops, target_function: m.f, args: {password: %1$s}}}}
                        observability: {otlp_endpoint: "https://me:%1$s@host"}
                        governance: {policies: {api_key: %1$s}}
                        """.formatted(token), Project.DUCKDB + """
                                compute: {default: {properties: {nested: [{deep: [%1$s]}]}}}
                                infrastructure: {resource_profiles: {x: {env: {DB_PASSWORD: %1$s, OTHER: %1$s}}}}
                                layers: {gold: {properties: {note: %1$s}}}
                                """.formatted(token))
                .failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "floe.yaml:2:78 orchestration.jobs.x.args.password PLAIN_TEXT_SECRET",
                        "floe.yaml:3:32 observability.otlp_endpoint PLAIN_TEXT_SECRET",
                        "floe.yaml:4:34 governance.policies.api_key PLAIN_TEXT_SECRET",
                        "platform.yaml:5:51 compute.default.properties.nested[0].deep[0] PLAIN_TEXT_SECRET",
                        "platform.yaml:6:61 infrastructure.resource_profiles.x.env.DB_PASSWORD PLAIN_TEXT_SECRET",
                        "platform.yaml:6:110 infrastructure.resource_profiles.x.env.OTHER PLAIN_TEXT_SECRET",
                        "platform.yaml:7:36 layers.gold.properties.note PLAIN_TEXT_SECRET");
        assertThat(e.getMessage()).doesNotContain(token);
    }

    @Test
    void inThePlaceOfItsNameIsNotRepeatedEither() {
        String token = RANDOM.substring(0, 40);

        ConfigException e =
                Project.of(folder, Project.FLOE, """
                        catalogs:
                          default:
                            uri: http://x/api/catalog
                            warehouse: w
                            credentials: {mode: oauth2, client_id: me, client_secret: {secret_ref: %s}}
                        """.formatted(token)).failure();

        assertThat(Project.places(e))
                .containsExactly(
                        "platform.yaml:5:76 catalogs.default.credentials.client_secret.secret_ref PLAIN_TEXT_SECRET");
        assertThat(e.getMessage()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "primary_key: id",
                "partition.key: event_date",
                "private_key_path: /run/keys/x.pem",
                "key_ref: alias/lake",
                "kms_key_arn: 'arn:aws:kms:us-east-1:123456789012:key/1a2B3c4D-5e6F-7a8B-9c0D-1e2F3a4B5c6D'",
                "role: 'arn:aws:iam::123456789012:role/floe-stack-FloeRole-1XJ2K3L4M5N6P'",
                "token_uri: https://host/v1/oauth/tokens",
                "oauth2-server-uri: https://host/v1/oauth/tokens",
                "token-refresh-enabled: 'true'",
                "secret_name: polaris-client-secret",
                "imagePullSecret: registry",
                "password_file: /run/secrets/password",
                "max_tokens: '5'",
                "tokens: ''",
                "scope: 'PRINCIPAL_ROLE:service_admin'",
                "owner: data-engineering@example.com",
                "s3.endpoint: http://localhost:9000",
                "uri: 'https://host:8181/api/catalog@v2'",
                "git: 'ssh://git@github.com/x/y.git'",
                "image: 'registry/x@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'",
                "commit: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                "uuid: 550e8400-e29b-41d4-a716-446655440000",
                "pod: floe-transform-7d9f8b6c5d-x2x4z",
                "name: CustomerAnalyticsPipeline2026Production",
                "class: com.example.lake.CustomerAnalyticsPipelineV2Factory",
                "table: raw_customer_events_v2_2026_q3_us_east_1a_partitioned",
                "path: /var/lib/floe/Data2026/CustomerEventsV2/partitioned/by/day",
                "s3: s3://bucket-Eu2/warehouse/CustomerEventsV2/Data2026/x",
                "since: 20260101T000000Z",
                "cron: '*/5 9-17 * * MON-FRI'",
                "note: Basic knowledge of the bearer tokens and the passwords of this service",
                "sql: 'select token, password from users where secret = ''x'''",
                "token: \"{{ env_var('TOKEN') }}\"",
                "ca: TUlJRHpUQ0NBcldnQXdJQkFnSVVhM0Jx"
            })
    void whatOnlyLooksALittleLikeOneIsLeftAlone(String property) {
        Project project = Project.of(folder, Project.FLOE, """
                catalogs:
                  default:
                    type: rest
                    uri: https://host
                    warehouse: w
                    properties: {%s}
                """.formatted(property));

        assertThat(((IcebergRestCatalog) project.load().catalog()).properties()).hasSize(1);
    }

    @Test
    void namesOfGeneratorsAreToldFromThoseOfPeople() {
        Random random = new Random(11);
        int missed = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[30];
            random.nextBytes(bytes);
            String token = Base64.getUrlEncoder().encodeToString(bytes);
            Project project = Project.of(
                    folder, "name: a\n", Project.DUCKDB + "compute: {default: {properties: {x: '" + token + "'}}}\n");
            try {
                project.load();
                missed++;
            } catch (ConfigException e) {
                assertThat(e.getMessage()).doesNotContain(token);
            }
        }
        assertThat(missed).isLessThan(10);
    }

    private ConfigException catalog(String properties) {
        return Project.of(folder, Project.FLOE, """
                        catalogs:
                          default:
                            type: rest
                            uri: https://host
                            warehouse: w
                            %s
                        """.formatted(properties)).failure();
    }

    private static String random(Random random, int length) {
        String alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}

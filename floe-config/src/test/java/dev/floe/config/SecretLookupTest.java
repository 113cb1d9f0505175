package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several places a secret is taken from, and what is said when they disagree. */
class SecretLookupTest {
    private static final String MOUNT = "security: {secret_backends: {kubernetes: {mount_path: secrets}}}\n";

    @TempDir
    Path folder;

    @Nested
    class Later {
        @Test
        void whatConnectsToNothingLoadsWithoutSecretsAndAskingForOneSaysWhereItWasLookedFor() {
            Project project = with("{secret_ref: not-there}", "{secret_ref: neither}");

            ResolvedConfig config = project.loader().secretsLater().build().load();

            assertThat(config.secretEnvironmentNames()).contains("NOT_THERE", "NEITHER");
            assertThatThrownBy(() -> credentials(config).clientSecret().reveal())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("secret 'neither' was not found");
        }

        @Test
        void everythingElseIsStillAProblem() {
            Project project = with("{secret_ref: a-b}", "{secret_ref: a_b}");
            project.environment.put("A_B", "both-of-them");

            assertThatThrownBy(() -> project.loader().secretsLater().build().load())
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            e -> assertThat(e.problems())
                                    .extracting(ConfigProblem::code)
                                    .containsExactly("SECRET_NAMES_COLLIDE"));
        }
    }

    @Nested
    class Collisions {
        @Test
        void twoSecretsThatAreReadFromOneVariableAreAProblem() {
            Project project = with("{secret_ref: a-b}", "{secret_ref: a_b}");
            project.environment.put("A_B", "both-of-them");

            ConfigException e = project.failure();

            assertThat(Project.places(e))
                    .containsExactly(
                            "platform.yaml:5:78 catalogs.default.credentials.client_secret SECRET_NAMES_COLLIDE");
            assertThat(e)
                    .hasMessageContaining("the secrets 'a-b' and 'a_b' are both read from the environment variable A_B")
                    .hasMessageNotContaining("both-of-them");
        }

        @Test
        void aKeyCanCollideWithAName() {
            Project project = with("{secret_ref: a-b}", "{secret_ref: a, key: b}");
            project.environment.put("A_B", "both-of-them");

            assertThat(project.failure().problems())
                    .extracting(ConfigProblem::code)
                    .containsExactly("SECRET_NAMES_COLLIDE");
        }

        @Test
        void mountedFilesDoNotCollide() {
            Project project = with("{secret_ref: a-b}", "{secret_ref: a_b}");
            project.write("secrets/a-b", "the-id");
            project.write("secrets/a_b", "the-secret");

            ResolvedConfig config = project.load();

            assertThat(credentials(config).clientId().reveal()).isEqualTo("the-id");
            assertThat(credentials(config).clientSecret().reveal()).isEqualTo("the-secret");
            assertThat(config.notices()).extracting(Notice::code).containsExactly(Notice.SECRET_NAMES_COLLIDE);
        }

        @Test
        void theSameSecretTwiceIsNoCollision() {
            Project project = with("{secret_ref: a-b}", "{secret_ref: a-b}");
            project.environment.put("A_B", "one");

            assertThat(project.load().notices()).isEmpty();
        }

        @Test
        void bothPartsOfOneSecretCanComeFromItsTwoKeys() {
            Project project =
                    with("{secret_ref: polaris, key: client-id}", "{secret_ref: polaris, key: client-secret}");
            project.write("secrets/polaris/client-id", "mounted-id\n");
            project.write("secrets/polaris/client-secret", "mounted-secret\n");

            ResolvedConfig config = project.load();

            assertThat(credentials(config).clientId().reveal()).isEqualTo("mounted-id");
            assertThat(credentials(config).clientSecret().reveal()).isEqualTo("mounted-secret");
            assertThat(config.notices()).isEmpty();
        }
    }

    @Nested
    class SeveralSources {
        @Test
        void anotherValueInALaterPlaceIsNoticedWithoutEither() {
            Project project = with("{secret_ref: id}", "{secret_ref: key}");
            project.environment.putAll(Map.of("ID", "same-id", "KEY", "from-environment"));
            project.write("secrets/id", "same-id\n");
            project.write("secrets/key/value", "from-mount\n");

            ResolvedConfig config = project.load();

            assertThat(config.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.code()).isEqualTo(Notice.SECRET_SHADOWED);
                assertThat(notice.message())
                        .isEqualTo("the secret 'key' is also in mounted files in " + folder.resolve("secrets")
                                + ", with another value; that of environment variable KEY is used");
            });
            assertThat(credentials(config).clientSecret().reveal()).isEqualTo("from-environment");
        }

        @Test
        void aLaterPlaceThatCannotBeReadDoesNotMatter() {
            Project project = with("{secret_ref: id}", "{secret_ref: key}");
            project.environment.putAll(Map.of("ID", "an-id", "KEY", "from-environment"));
            project.write("secrets/key", new byte[] {(byte) 0xff});

            assertThat(project.load().notices()).isEmpty();
        }

        @Test
        void hostsSourcesAreAskedInTheirOrderAndOnlyForWhatIsNeeded() {
            Project project = with("{secret_ref: id}", "{secret_ref: key}");
            SecretSource far = new SecretSource() {
                @Override
                public Optional<String> find(SecretRef ref) {
                    if (ref.name().equals("key")) {
                        return Optional.of("from-far");
                    }
                    throw new AssertionError("asked for " + ref + ", which an earlier source has");
                }

                @Override
                public String describe(SecretRef ref) {
                    return "far " + ref;
                }
            };

            ResolvedConfig config = project.loader()
                    .secretSources(List.of(new EnvironmentSecretSource(Map.of("ID", "near")), far))
                    .build()
                    .load();

            assertThat(credentials(config).clientId().reveal()).isEqualTo("near");
            assertThat(credentials(config).clientSecret().reveal()).isEqualTo("from-far");
            assertThat(config.secretEnvironmentNames()).containsExactly("ID", "KEY");
        }
    }

    @Nested
    class Prefix {
        @Test
        void theEnvironmentNamesIt() {
            Project project = with("{secret_ref: path}", "{secret_ref: key}");
            project.environment.putAll(Map.of(
                    "FLOE_SECRET_PREFIX", "FLOE_SECRET_", "FLOE_SECRET_PATH", "id", "FLOE_SECRET_KEY", "secret"));

            ResolvedConfig config = project.load();

            assertThat(credentials(config).clientId().reveal()).isEqualTo("id");
            assertThat(config.secretEnvironmentNames()).containsExactly("FLOE_SECRET_PATH", "FLOE_SECRET_KEY");
        }

        @Test
        void theProgramsComesBeforeTheEnvironments() {
            Project project = with("{secret_ref: id}", "{secret_ref: key}");
            project.environment.putAll(Map.of("FLOE_SECRET_PREFIX", "X_", "MY_ID", "id", "MY_KEY", "secret"));

            assertThat(credentials(project.loader().secretPrefix("MY_").build().load())
                            .clientSecret()
                            .reveal())
                    .isEqualTo("secret");
        }

        @Test
        void oneThatCannotBeIsAProblemOfTheConfiguration() {
            Project project = with("{secret_ref: id}", "{secret_ref: key}");
            project.environment.put("FLOE_SECRET_PREFIX", "9 lives");

            ConfigException e = project.failure();

            assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID);
            assertThat(e).hasMessageContaining("FLOE_SECRET_PREFIX: the prefix of variables that hold secrets");
            assertThatThrownBy(() -> ConfigLoader.builder().secretPrefix("9"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void sourcesAndAPrefixExcludeEachOther() {
            ConfigLoader.Builder builder =
                    ConfigLoader.builder().secretPrefix("A_").secretSources(List.of());

            assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRotatedSecretIsSeenAndOneThatIsTakenAwayIsMissed() {
        Project project = with("{secret_ref: id}", "{secret_ref: key}");
        project.write("secrets/id", "an-id");
        project.write("secrets/key", "before-rotation");
        Secret secret = credentials(project.load()).clientSecret();

        project.write("secrets/key", "after-rotation");
        assertThat(secret.reveal()).isEqualTo("after-rotation");

        project.write("secrets/key", "");
        assertThatThrownBy(secret::reveal)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder.resolve("secrets/key") + " is empty");
    }

    private Project with(String id, String secret) {
        Project project = Project.of(folder, Project.FLOE, """
                catalogs:
                  default:
                    uri: http://x/api/catalog
                    warehouse: w
                    credentials: {mode: oauth2, client_id: %s, client_secret: %s}
                """.formatted(id, secret) + MOUNT);
        project.environment.clear();
        return project;
    }

    private static OAuth2Credentials credentials(ResolvedConfig config) {
        return ((IcebergRestCatalog) config.catalog()).credentials().orElseThrow();
    }
}

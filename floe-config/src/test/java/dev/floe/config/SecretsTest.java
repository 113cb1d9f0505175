package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @Nested
    class References {
        @ParameterizedTest
        @ValueSource(strings = {"a", "9", "polaris-client-id", "A_b-9"})
        void namesOfKubernetesSecretsAndOfVariablesAreTaken(String name) {
            assertThat(SecretRef.of(name)).hasToString(name);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-a", "_a", "a b", "a/b", "..", "../a", "a.b", "a\n", "ä"})
        void othersAreRefusedWithoutRepeatingThem(String name) {
            assertThatThrownBy(() -> SecretRef.of(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a secret_ref is a name of letters");
        }

        @Test
        void aNameHas253CharactersAtMost() {
            assertThat(SecretRef.of("a".repeat(253)).name()).hasSize(253);
            assertThatThrownBy(() -> SecretRef.of("a".repeat(254))).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "..", "..data", "a/b", "a b"})
        void aKeyCannotLeadOutOfItsFolder(String key) {
            assertThatThrownBy(() -> SecretRef.of("a", key)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Environment {
        @Test
        void theVariableIsTheNameInUpperCaseWithUnderscores() {
            EnvironmentSecretSource source = new EnvironmentSecretSource(
                    Map.of("POLARIS_CLIENT_ID", " id ", "S3_ACCESS_KEY_ID", "key", "EMPTY", ""));

            assertThat(source.find(SecretRef.of("polaris-client-id"))).contains(" id ");
            assertThat(source.find(SecretRef.of("s3", "access-key-id"))).contains("key");
            assertThat(source.find(SecretRef.of("s3", "access.key-id"))).contains("key");
            assertThat(source.find(SecretRef.of("empty"))).isEmpty();
            assertThat(source.find(SecretRef.of("other"))).isEmpty();
            assertThat(source.environmentName(SecretRef.of("a-b", "c"))).contains("A_B_C");
            assertThat(source.toString()).doesNotContain("key");
        }

        @Test
        void oneLineEndIsNotPartOfAValueAndNothingButALineEndIsNothing() {
            EnvironmentSecretSource source =
                    new EnvironmentSecretSource(Map.of("A", "one\n", "B", "two\r\n", "C", "\n", "D", "x\n\n"));

            assertThat(source.find(SecretRef.of("a"))).contains("one");
            assertThat(source.find(SecretRef.of("b"))).contains("two");
            assertThat(source.find(SecretRef.of("c"))).isEmpty();
            assertThat(source.find(SecretRef.of("d"))).contains("x\n");
        }

        @Test
        void theVariablesOfEveryShellAreNoSecrets() {
            EnvironmentSecretSource source = new EnvironmentSecretSource(Map.of("PATH", "/bin", "HOME", "/root"));

            assertThat(source.find(SecretRef.of("path"))).isEmpty();
            assertThat(source.environmentName(SecretRef.of("home"))).isEmpty();
            assertThat(source.describe(SecretRef.of("path"))).contains("PATH", "never read as a secret");
        }

        @Test
        void withAPrefixNothingElseIsRead() {
            Map<String, String> environment =
                    Map.of("FLOE_SECRET_PREFIX", "FLOE_SECRET_", "FLOE_SECRET_PATH", "mine", "A", "other");

            for (EnvironmentSecretSource source : List.of(
                    new EnvironmentSecretSource(environment),
                    new EnvironmentSecretSource(environment, "FLOE_SECRET_"))) {
                assertThat(source.find(SecretRef.of("path"))).contains("mine");
                assertThat(source.find(SecretRef.of("a"))).isEmpty();
                assertThat(source.environmentName(SecretRef.of("a", "k"))).contains("FLOE_SECRET_A_K");
                assertThat(source).hasToString("environment, FLOE_SECRET_*");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1A", "A B", "A-", "\u00c4", "$"})
        void aPrefixIsTheBeginningOfAVariablesName(String prefix) {
            assertThatThrownBy(() -> new EnvironmentSecretSource(Map.of(), prefix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("FLOE_SECRET_");
        }
    }
}

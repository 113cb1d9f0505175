package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    class Handles {
        @Test
        void aSecretNeverPrintsItsValue() {
            Secret secret = Secret.of("polaris-client-secret", () -> "hunter2");

            assertThat(secret).hasToString("Secret[polaris-client-secret]").isNotInstanceOf(Serializable.class);
            assertThat(new StorageKeys(secret, secret).toString()).doesNotContain("hunter2");
        }

        @Test
        void secretsAreEqualWhenNameAndValueAre() {
            Secret secret = Secret.of("a", () -> "x");

            assertThat(secret)
                    .isEqualTo(Secret.of("a", () -> "x"))
                    .hasSameHashCodeAs(Secret.of("a", () -> "y"))
                    .isNotEqualTo(Secret.of("a", () -> "y"))
                    .isNotEqualTo(Secret.of("b", () -> "x"))
                    .isNotEqualTo("x");
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
    }

    @Nested
    class Mounts {
        @TempDir
        Path folder;

        Path root;
        MountedSecretSource source;

        @BeforeEach
        void mount() throws IOException {
            root = Files.createDirectory(folder.resolve("secrets"));
            source = new MountedSecretSource(root);
        }

        @Test
        void kubernetesDataLinksAreFollowed() throws IOException {
            Path secret = Files.createDirectory(root.resolve("polaris"));
            Path data = Files.createDirectory(secret.resolve("..2026_11_24"));
            Files.writeString(data.resolve("value"), "one");
            Files.writeString(data.resolve("client-id"), "two");
            Files.createSymbolicLink(secret.resolve("..data"), Path.of("..2026_11_24"));
            Files.createSymbolicLink(secret.resolve("value"), Path.of("..data", "value"));
            Files.createSymbolicLink(secret.resolve("client-id"), Path.of("..data", "client-id"));

            assertThat(source.find(SecretRef.of("polaris"))).contains("one");
            assertThat(source.find(SecretRef.of("polaris", "client-id"))).contains("two");
            assertThat(source.find(SecretRef.of("polaris", "client-secret"))).isEmpty();
        }

        @Test
        void aMountRootThatIsALinkItselfIsFollowed() throws IOException {
            Files.writeString(root.resolve("a"), "one");
            Path link = Files.createSymbolicLink(folder.resolve("run"), root);

            assertThat(new MountedSecretSource(link).find(SecretRef.of("a"))).contains("one");
        }

        @Test
        void linksThatLeadOutAreRefusedByTheirRealPath() throws IOException {
            Path outside = Files.writeString(folder.resolve("outside"), "stolen");
            Files.createSymbolicLink(root.resolve("evil"), outside);
            Path secret = Files.createDirectory(root.resolve("nested"));
            Files.createSymbolicLink(secret.resolve("value"), Path.of("../../outside"));

            assertThatThrownBy(() -> source.find(SecretRef.of("evil")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(root.resolve("evil") + " leads out of the folder")
                    .hasMessageNotContaining("stolen");
            assertThatThrownBy(() -> source.find(SecretRef.of("nested"))).isInstanceOf(ConfigException.class);
        }

        @Test
        void aSiblingWhoseNameBeginsLikeTheRootIsOutside() throws IOException {
            Path sibling = Files.createDirectory(folder.resolve("secrets-of-others"));
            Files.writeString(sibling.resolve("x"), "stolen");
            Files.createSymbolicLink(root.resolve("x"), sibling.resolve("x"));

            assertThatThrownBy(() -> source.find(SecretRef.of("x"))).isInstanceOf(ConfigException.class);
        }

        @Test
        void exactlyOneLineEndIsStripped() throws IOException {
            assertThat(read("one\n")).isEqualTo("one");
            assertThat(read("one\r\n")).isEqualTo("one");
            assertThat(read("one\n\n")).isEqualTo("one\n");
            assertThat(read(" one ")).isEqualTo(" one ");
            assertThat(read("one\r")).isEqualTo("one\r");
            assertThat(read("\uFEFFone")).isEqualTo("one");
            assertThat(read("gr\u00fc\u00dfe")).isEqualTo("gr\u00fc\u00dfe");
        }

        @Test
        void whatCannotBeASecretIsRefusedWithItsPlace() throws IOException {
            assertUnusable("\n", "is empty");
            assertUnusable("", "is empty");
            assertUnusable("x".repeat(MountedSecretSource.MAX_BYTES + 1), "is larger than 65536 bytes");
            Files.write(root.resolve("s"), new byte[] {(byte) 0xff, (byte) 0xfe});
            assertThatThrownBy(() -> source.find(SecretRef.of("s"))).hasMessageContaining("is not UTF-8");
        }

        @Test
        void theLargestSecretIsRead() throws IOException {
            assertThat(read("x".repeat(MountedSecretSource.MAX_BYTES))).hasSize(MountedSecretSource.MAX_BYTES);
        }

        @Test
        void aFolderInThePlaceOfTheKeyIsRefused() throws IOException {
            Files.createDirectories(root.resolve("s").resolve("value"));

            assertThatThrownBy(() -> source.find(SecretRef.of("s"))).hasMessageContaining("is not a regular file");
        }

        @Test
        void whatIsNotThereIsEmpty() throws IOException {
            Files.writeString(root.resolve("file"), "x");
            Files.createDirectory(root.resolve("folder"));

            assertThat(source.find(SecretRef.of("none"))).isEmpty();
            assertThat(source.find(SecretRef.of("folder"))).isEmpty();
            assertThat(source.find(SecretRef.of("file", "key"))).isEmpty();
            assertThat(new MountedSecretSource(folder.resolve("nowhere")).find(SecretRef.of("a")))
                    .isEmpty();
        }

        @Test
        void aMountRootThatIsAFileIsSaid() throws IOException {
            Path file = Files.writeString(root.resolve("file"), "x");

            assertThatThrownBy(() -> new MountedSecretSource(file).find(SecretRef.of("a")))
                    .hasMessageContaining(file + " is not a folder");
        }

        @Test
        void anUnreadableFileIsAnErrorWithItsPlace() throws IOException {
            Path file = Files.writeString(root.resolve("s"), "hidden");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            assumeTrue(!Files.isReadable(file), "skipped: this user may read everything");

            assertThatThrownBy(() -> source.find(SecretRef.of("s")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(file + " cannot be read");
        }

        private String read(String content) throws IOException {
            Files.write(root.resolve("s"), content.getBytes(StandardCharsets.UTF_8));
            return source.find(SecretRef.of("s")).orElseThrow();
        }

        private void assertUnusable(String content, String message) throws IOException {
            Files.writeString(root.resolve("s"), content);
            assertThatThrownBy(() -> source.find(SecretRef.of("s")))
                    .isInstanceOfSatisfying(
                            ConfigException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                    .hasMessageContaining(root.resolve("s") + " " + message);
        }
    }
}

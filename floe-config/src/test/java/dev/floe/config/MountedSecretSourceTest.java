package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files, as Kubernetes mounts them. */
@ExtendWith(PrintedSkips.class)
class MountedSecretSourceTest {
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
        assertThat(read("\uFEFFone\r\n")).isEqualTo("one");
        assertThat(read("\tone\r\n\r\n")).isEqualTo("\tone\r\n");
        assertThat(read("gr\u00fc\u00dfe")).isEqualTo("gr\u00fc\u00dfe");
    }

    @Test
    void whatCannotBeASecretIsRefusedWithItsPlace() throws IOException {
        assertUnusable("\n", "is empty");
        assertUnusable("", "is empty");
        assertUnusable("\uFEFF\r\n", "is empty");
        assertUnusable("hun\0ter2", "holds a NUL character");
        assertUnusable("x".repeat(MountedSecretSource.MAX_BYTES + 1), "is larger than 65536 bytes");
        Files.write(root.resolve("s"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> source.find(SecretRef.of("s"))).hasMessageContaining("is not UTF-8");
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorWithItsPlace() {
        Path broken = Path.of("/proc/self/mem");
        assumeTrue(Files.isRegularFile(broken), "there is no " + broken + ", which no read of succeeds");

        assertThatThrownBy(() -> new MountedSecretSource(broken.getParent()).find(SecretRef.of("mem")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(broken + " cannot be read");
    }

    @Test
    void aLinkThatLeadsNowhereOrInACircleIsSaid() throws IOException {
        Files.createSymbolicLink(root.resolve("gone"), root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));
        Files.createSymbolicLink(Files.createDirectory(root.resolve("s")).resolve("value"), Path.of("..data/value"));

        assertThatThrownBy(() -> source.find(SecretRef.of("gone")))
                .hasMessageContaining(root.resolve("gone") + " is a link to something that is not there");
        assertThatThrownBy(() -> source.find(SecretRef.of("circle")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(root.resolve("circle").toString());
        assertThatThrownBy(() -> source.find(SecretRef.of("s")))
                .hasMessageContaining(root.resolve("s").resolve("value") + " is a link to something");
    }

    @Test
    void rotationByKubernetesIsSeenWhileItHappens() throws Exception {
        Path secret = Files.createDirectory(root.resolve("polaris"));
        rotate(secret, 0);
        Files.createSymbolicLink(secret.resolve("value"), Path.of("..data", "value"));
        AtomicBoolean done = new AtomicBoolean();

        CompletableFuture<Set<String>> reader = CompletableFuture.supplyAsync(() -> {
            Set<String> seen = new HashSet<>();
            while (!done.get()) {
                seen.add(source.find(SecretRef.of("polaris")).orElse("nothing"));
            }
            return seen;
        });
        for (int i = 1; i <= 500; i++) {
            rotate(secret, i);
        }
        done.set(true);

        assertThat(reader.get(1, TimeUnit.MINUTES)).allMatch(value -> value.startsWith("generation "));
        assertThat(source.find(SecretRef.of("polaris"))).contains("generation 500");
    }

    /** As the kubelet does: a new folder, the link exchanged at once, then the old folder deleted. */
    private void rotate(Path secret, int generation) throws IOException {
        Path folder = Files.createDirectory(secret.resolve("..generation_" + generation));
        Files.writeString(folder.resolve("value"), "generation " + generation);
        Path fresh = Files.createSymbolicLink(secret.resolve("..data_tmp"), folder.getFileName());
        Files.move(fresh, secret.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Path old = secret.resolve("..generation_" + (generation - 1));
        if (Files.exists(old)) {
            Files.delete(old.resolve("value"));
            Files.delete(old);
        }
    }

    @Test
    void whereAKeyIsMissingTheFoldersKeysAreListed() throws IOException {
        Path secret = Files.createDirectory(root.resolve("polaris"));
        Files.writeString(secret.resolve("client-id"), "one");
        Files.writeString(secret.resolve("client-secret"), "two");
        Files.createDirectory(secret.resolve("..data"));
        Files.writeString(root.resolve("plain"), "x");

        assertThat(source.describe(SecretRef.of("polaris")))
                .isEqualTo("file " + secret.resolve("value") + " (the folder has client-id, client-secret)");
        assertThat(source.describe(SecretRef.of("plain", "client-id")))
                .endsWith(" (" + root.resolve("plain") + " is a file, which has no keys)");
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
        assumeTrue(!Files.isReadable(file), "this user may read everything");

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

package dev.floe.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
    /** A platform that no Python package is for, so that nothing is fetched. */
    private static final String PLATFORM = "linux_amd64_musl";

    @TempDir
    Path folder;

    @Test
    void everyPlatformHasTheThreeExtensionsPinned() throws IOException {
        for (String platform : Wheels.TAGS.keySet()) {
            assertThat(Pin.all().stream().filter(pin -> pin.platform().equals(platform)))
                    .as(platform)
                    .extracting(Pin::name)
                    .containsExactlyInAnyOrder("avro", "httpfs", "iceberg");
        }
    }

    @Test
    void thePackagesOfEveryPlatformHoldWhatIsPinned() throws IOException {
        for (Pin pin :
                Pin.all().stream().filter(each -> each.name().equals("avro")).toList()) {
            Path fetched = Files.createDirectory(folder.resolve(pin.platform()));
            try {
                Wheels.fetch(List.of(pin.name()), pin.version(), pin.platform(), fetched);
            } catch (IOException e) {
                assumeTrue(false, "Python packages are not to be had here: " + e.getMessage());
            }
            ExtensionFile.check(fetched.resolve(pin.file()), pin);
        }
    }

    @Test
    void aFolderInTheLayoutOfARepositoryIsEnough() throws IOException {
        Path place = folder.resolve("place");
        Pin pin = file(place, "avro", "v1.5.5", PLATFORM);
        Path jar = folder.resolve("jar");

        assertThat(new Packing(List.of(pin), List.of(place)).fill(jar)).isEmpty();

        assertThat(jar.resolve(Packing.ROOT).resolve(pin.path())).hasSameBinaryContentAs(place.resolve(pin.path()));
        assertThat(jar.resolve(Packing.INDEX)).hasContent(pin.path() + "\n");
        Files.delete(place.resolve(pin.path()));
        assertThat(new Packing(List.of(pin), List.of(place)).fill(jar))
                .as("what is there already is taken")
                .isEmpty();
    }

    @Test
    void anotherFileUnderTheNameIsNotTakenAndTheReasonSaysSo() throws IOException {
        Path place = folder.resolve("place");
        Pin pin = file(place, "avro", "v1.5.5", PLATFORM);
        Files.writeString(place.resolve(pin.path()), "something else");

        Optional<String> reason = new Packing(List.of(pin), List.of(place)).fill(folder.resolve("jar"));

        assertThat(reason.orElseThrow())
                .contains(place.resolve(pin.path()).toString())
                .contains("is not the file that is pinned")
                .contains("there are no Python packages for " + PLATFORM);
        assertThat(folder.resolve("jar")).doesNotExist();
    }

    @Test
    void aFileForAnotherDuckDbOrPlatformIsRefusedEvenIfItIsPinned() throws IOException {
        Pin other = file(folder, "avro", "v1.4.4", PLATFORM);
        Pin claimed = new Pin(other.sha256(), "v1.5.5", PLATFORM, other.file());

        assertThatThrownBy(() -> ExtensionFile.check(folder.resolve(other.path()), claimed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is for DuckDB v1.4.4 on " + PLATFORM + ", not for v1.5.5");
    }

    @Test
    void whatIsNotToBeHadIsPrintedOrFailsWhereItIsRequired() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        PackMain.pack(List.of("1.5.5.0", PLATFORM, folder.toString(), "false"), Map.of(), out);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("no jar for " + PLATFORM + ": no checksums are pinned for DuckDB v1.5.5");
        assertThatThrownBy(() -> PackMain.pack(List.of("1.5.5.0", PLATFORM, folder.toString(), "true"), Map.of(), out))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aDriversVersionIsDuckDbsWithOneNumberMore() {
        assertThat(PackMain.version("1.5.5.0")).isEqualTo("v1.5.5");
        assertThat(PackMain.version("v1.5.5")).isEqualTo("v1.5.5");
    }

    @Test
    void pinsAreReadAsSha256sumWritesThem() {
        assertThat(Pin.read("# a comment\n\n" + "ab".repeat(32) + "  v1/p/n.duckdb_extension\n"))
                .containsExactly(new Pin("ab".repeat(32), "v1", "p", "n.duckdb_extension"));
        assertThatThrownBy(() -> Pin.read("abc  v1/p/n.duckdb_extension"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("abc");
    }

    /** A file with the footer of an extension, and its pin. */
    private static Pin file(Path place, String name, String version, String platform) throws IOException {
        byte[] bytes = new byte[1024];
        Arrays.fill(bytes, 0, 512, (byte) 7);
        write(bytes, 512 + 5 * 32, version);
        write(bytes, 512 + 6 * 32, platform);
        Path file = place.resolve(version).resolve(platform).resolve(name + ".duckdb_extension");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return new Pin(ExtensionFile.sha256(file), version, platform, name + ".duckdb_extension");
    }

    private static void write(byte[] bytes, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, at, ascii.length);
    }
}

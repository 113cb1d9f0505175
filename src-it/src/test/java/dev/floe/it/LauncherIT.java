package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./floe} prepares at its first start, and what it does where it cannot. */
class LauncherIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path checkout;

    private Path target;
    private Path project;

    /** How a command went. */
    private record Outcome(int status, String output, String errors) {}

    @BeforeEach
    void aCheckoutOfItsOwnWithTheSameJar() throws IOException {
        Path launcher = Files.copy(ROOT.resolve("floe"), checkout.resolve("floe"));
        Files.setPosixFilePermissions(
                launcher, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
        target = Files.createDirectories(checkout.resolve("floe-cli/target"));
        Path jar = only(ROOT.resolve("floe-cli/target"), "floe-cli-*-runnable.jar");
        Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
        Files.createDirectories(checkout.resolve("floe-testkit/target"));
        Files.createFile(checkout.resolve("floe-testkit/target/floe-testkit-0.jar"));
        Files.createDirectories(checkout.resolve("examples"));
        Files.createSymbolicLink(checkout.resolve("examples/quickstart"), ROOT.resolve("examples/quickstart"));

        project = Files.createDirectories(checkout.resolve("a project/models"));
        Files.writeString(project.resolve("one.sql"), "select 1 as id");
        project = project.getParent();
        Files.writeString(project.resolve("dbt_project.yml"), "name: sample\nprofile: sample\n");
        Files.writeString(
                project.resolve("profiles.yml"),
                "sample: {target: dev, outputs: {dev: {type: duckdb, path: 'out.duckdb'}}}\n");
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            return files.iterator().next();
        }
    }

    private Process start(Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(checkout.resolve("floe").toString(), "build")
                .directory(project.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().remove("FLOE_FAST_START");
        builder.environment().remove("FLOE_PLATFORM_FILE");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome end(Process process, Path folder) throws IOException, InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Outcome(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Outcome build() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(checkout, "run-");
        return end(start(folder, Map.of()), folder);
    }

    private List<Path> prepared() throws IOException {
        try (Stream<Path> folders = Files.list(target.resolve("launch"))) {
            return folders.toList();
        }
    }

    private static void assertBuilt(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.output()).contains("1 built");
    }

    @Test
    void theFirstStartPreparesWhatTheNextOnesUse() throws IOException, InterruptedException {
        Outcome first = build();
        assertBuilt(first);
        assertThat(first.errors()).contains("Preparing faster starts of floe, once");

        List<Path> folders = prepared();
        assertThat(folders).hasSize(1);
        Path folder = folders.get(0);
        assertThat(folder.resolve(System.mapLibraryName("duckdb_java"))).isNotEmptyFile();
        assertThat(only(folder, "classes-*.jsa")).isNotEmptyFile();
        try (JarFile jar = new JarFile(folder.resolve("floe.jar").toFile())) {
            assertThat(jar.stream().map(Object::toString)).noneMatch(name -> name.startsWith("libduckdb_java"));
        }

        Outcome second = build();
        assertBuilt(second);
        assertThat(second.errors()).isEmpty();
        assertThat(prepared()).isEqualTo(folders);
    }

    @Test
    void startsAtTheSameTimeDoNotDisturbEachOther() throws IOException, InterruptedException {
        Path here = Files.createTempDirectory(checkout, "run-");
        Path there = Files.createTempDirectory(checkout, "run-");
        Process one = start(here, Map.of());
        Process other = start(
                there,
                Map.of(
                        "DBT_PROFILES_DIR",
                        Files.createDirectory(checkout.resolve("profiles")).toString()));
        Files.writeString(
                checkout.resolve("profiles/profiles.yml"),
                "sample: {target: dev, outputs: {dev: {type: duckdb, path: 'other.duckdb'}}}\n");

        assertBuilt(end(one, here));
        assertBuilt(end(other, there));
        assertThat(prepared()).hasSize(1);
    }

    @Test
    void whereNothingCanBePreparedItStartsAllTheSame() throws IOException, InterruptedException {
        Files.createFile(target.resolve("launch"));

        Outcome outcome = build();

        assertBuilt(outcome);
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void anArchiveThatTheJvmCannotUseIsNoMatterForTheUser() throws IOException, InterruptedException {
        assertBuilt(build());
        Path archive = only(only(target.resolve("launch"), "*"), "classes-*.jsa");
        Files.delete(archive);
        Files.writeString(archive, "of another JVM");

        Outcome outcome = build();

        assertBuilt(outcome);
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void offMeansOff() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(checkout, "run-");

        Outcome outcome = end(start(folder, Map.of("FLOE_FAST_START", "off")), folder);

        assertBuilt(outcome);
        assertThat(outcome.errors()).isEmpty();
        assertThat(target.resolve("launch")).doesNotExist();
    }
}

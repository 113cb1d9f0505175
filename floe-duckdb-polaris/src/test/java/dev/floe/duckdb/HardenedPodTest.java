package dev.floe.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.ErrorCode;
import dev.floe.testkit.DuckDbExtensionRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What floe says and does where the file system is locked down. Each case is a process of its own. */
class HardenedPodTest {
    private static final String REPOSITORY = DuckDbExtensionRepository.locate().toString();

    @TempDir
    Path folder;

    @TempDir
    Path jars;

    private List<Path> bundle = List.of();
    private List<String> namespaces = List.of("--user", "--map-root-user", "--mount");

    @Nested
    class TheDriversLibrary {
        @Test
        void isNotToBeHadForAnUnknownPlatform() throws Exception {
            assertThat(pod("", List.of("-Dos.arch=riscv64"), List.of(), "none"))
                    .startsWith("PLATFORM_UNSUPPORTED ")
                    .contains("linux_riscv64");
        }

        @Test
        void isThereForBothProcessorsOfServers() {
            for (String platform : List.of("linux_amd64", "linux_arm64")) {
                assertThat(DuckDBConnection.class.getResource("/libduckdb_java.so_" + platform))
                        .as(platform)
                        .isNotNull();
            }
        }

        @Test
        void cannotBeUnpackedIntoAFullFolder() throws Exception {
            assertThat(pod(tmpfs("size=8m"), List.of("-Djava.io.tmpdir=" + folder), List.of(), "none"))
                    .startsWith("NATIVE_LIBRARY_UNLOADABLE ")
                    .contains("No space left", "-Djava.io.tmpdir", folder.toString());
        }

        @Test
        void cannotBeLoadedFromANoexecFolder() throws Exception {
            assertThat(pod(tmpfs("noexec"), List.of("-Djava.io.tmpdir=" + folder), List.of(), "none"))
                    .startsWith("NATIVE_LIBRARY_UNLOADABLE ")
                    .contains("noexec", folder.toString());
        }

        @Test
        void needsGlibc() throws IOException {
            Files.createFile(Files.createDirectory(folder.resolve("lib")).resolve("ld-musl-x86_64.so.1"));
            LinkageError failure = new UnsatisfiedLinkError("libstdc++.so.6: cannot open shared object file");

            assertThat(Driver.unloadable(failure, folder).code()).isEqualTo(ErrorCode.PLATFORM_UNSUPPORTED);
            assertThat(Driver.unloadable(failure, folder))
                    .hasMessageContaining("glibc")
                    .hasMessageContaining("libstdc++");
            assertThat(Driver.unloadable(failure, folder.resolve("lib")).code())
                    .isEqualTo(ErrorCode.NATIVE_LIBRARY_UNLOADABLE);
        }
    }

    @Nested
    class Extensions {
        @Test
        void cannotBeUnpackedIntoAFullFolder() throws Exception {
            bundle = List.of(ExtensionBundleTest.jar(jars, "avro"));
            assertThat(pod(tmpfs("size=4m"), List.of(), List.of(work()), "bundled"))
                    .startsWith("EXTENSION_DIRECTORY_UNWRITABLE ")
                    .contains("No space left", "FLOE_WORK_DIRECTORY", folder.toString());
        }

        @Test
        void cannotBeLoadedFromANoexecFolder() throws Exception {
            String copied = tmpfs("noexec") + " && cp -r " + REPOSITORY + "/. " + folder;
            assertThat(pod(copied, List.of(), List.of(), folder.toString()))
                    .startsWith("NATIVE_LIBRARY_UNLOADABLE ")
                    .contains("noexec", "avro.duckdb_extension");
        }

        @Test
        void areLoadedFromAFolderWithoutAHomeAndByAUserWithoutAName() throws Exception {
            namespaces = List.of("--user", "--map-user=12345");
            assertThat(pod("true", List.of("-Duser.home=/nonexistent"), List.of("HOME="), REPOSITORY))
                    .startsWith("fine ");
        }
    }

    @Nested
    class TemporaryFiles {
        @Test
        void needAFolderThatCanBeWrittenTo() throws Exception {
            assertThat(pod(tmpfs("ro"), List.of(), List.of(work()), "none"))
                    .startsWith("TEMP_DIRECTORY_UNWRITABLE ")
                    .contains("FLOE_WORK_DIRECTORY", folder.toString());
        }

        @Test
        void thatDoNotFitAreSaidNotToFit() throws Exception {
            assertThat(pod(tmpfs("size=8m"), List.of(), List.of(work()), "none"))
                    .startsWith("TEMP_DIRECTORY_UNWRITABLE ")
                    .contains("failed to offload", "FLOE_WORK_DIRECTORY");
        }
    }

    @Test
    void oneVolumeIsEnoughWhereTheRootIsReadOnly() throws Exception {
        bundle = List.of(ExtensionBundleTest.jar(jars, "avro"));
        String readOnly = tmpfs("mode=755") + " && mount --make-rprivate / && mount -o remount,bind,ro /";
        List<String> options = List.of("-Djava.io.tmpdir=" + folder, "-Duser.home=/nonexistent");
        assertThat(pod(readOnly, options, List.of("HOME=", work()), "bundled"))
                .startsWith("fine " + folder + "/work/floe-duckdb-")
                .endsWith(folder + "/work/duckdb-extensions");
    }

    private String work() {
        return WorkDirectory.VARIABLE + "=" + folder.resolve("work");
    }

    private String tmpfs(String options) {
        return "mount -t tmpfs -o " + options + " none " + folder;
    }

    /**
     * What {@link Pod} prints.
     *
     * @param prepare what a shell does before, in namespaces of its own; empty for a process like any other
     * @param environment variables as NAME=VALUE
     */
    private String pod(String prepare, List<String> options, List<String> environment, String source) throws Exception {
        List<String> java = ChildJvm.builder(Pod.class, bundle, options, source).command();
        List<String> command = new ArrayList<>();
        if (!prepare.isEmpty()) {
            assumeTrue(
                    mayIsolate(), "This machine does not let a test make namespaces (unshare): nothing can be mounted");
            command.add("unshare");
            command.addAll(namespaces);
            command.addAll(List.of("sh", "-c", prepare + " && cd / && exec \"$@\"", "sh"));
        }
        command.addAll(java);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        environment.forEach(
                variable -> builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]));
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static boolean mayIsolate() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

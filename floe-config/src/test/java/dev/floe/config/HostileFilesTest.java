package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.floe.ErrorCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no configuration at all. */
@ExtendWith(PrintedSkips.class)
class HostileFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "null\n", "~\n", "\uFEFF"})
    void anEmptyFileSaysThatItIsEmpty(String text) {
        assertThat(Project.places(floe(text))).containsExactly("floe.yaml:1:1  EMPTY_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "just text\n", "42\n"})
    void aRootThatIsNoMapIsAnError(String text) {
        assertThat(Project.places(floe(text))).containsExactly("floe.yaml:1:1  WRONG_TYPE");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotMatter() {
        Project project =
                Project.of(folder, "\uFEFFname: a\r\ncatalog: default\r\n", Project.DUCKDB.replace("\n", "\r\n"));

        assertThat(project.load().spec().name()).isEqualTo("a");
    }

    @Test
    void positionsCountWindowsLineEndsOnce() {
        assertThat(Project.places(floe("name: a\r\n\r\n  \r\ncatalgo: x\r\n")))
                .containsExactly("floe.yaml:4:1 catalgo UNKNOWN_KEY");
    }

    @Test
    void tabsAreExplained() {
        ConfigException e = floe("name: a\nlayers:\n\tx: y\n");

        assertThat(Project.places(e)).containsExactly("floe.yaml:3:1  YAML_SYNTAX");
        assertThat(e).hasMessageContaining("a tab in the indentation; YAML wants spaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: 'hunter2\n",
                "name: \"hunter2\n",
                "name: {hunter2\n",
                "name: [hunter2\n",
                "name: *hunter2\n",
                "name: !hunter2 x\n",
                "name: !hunter2!x y\n",
                "name: &hunter2\n- x\n",
                "name: @hunter2\n",
                "name: `hunter2\n",
                "name: %hunter2\n",
                "name: a: hunter2\n",
                "name: \"\\hunter2\"\n",
                "name: a\n hunter2: x\n",
                "name: a\nhunter2\n",
                "name: hunter2\n--- \nname: hunter2\n",
                "name: >hunter2\n",
                "hunter2: ]\n",
                "? [hunter2]\n: x\nname: a\n",
                "name: |9hunter2\n",
                "name: hunter2\u0007\n",
                "name: !!binary hunter2\n",
                "name: !!set {hunter2}\n",
                "<<: hunter2\nname: a\n"
            })
    void whatIsNotYamlIsSaidWithoutRepeatingTheLine(String text) {
        ConfigException e = floe(text);

        assertThat(e.problems()).isNotEmpty();
        assertThat(e.problems().get(0).line()).isPositive();
        assertThat(e.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void aTextThatIsNeverClosedIsPointedAtWhereItBegins() {
        assertThat(Project.places(floe("name: a\nversion: \"1.0\ncatalog: default\n")))
                .containsExactly("floe.yaml:2:10  YAML_SYNTAX");
    }

    @Test
    void javaObjectsAreNotMade() {
        ConfigException e = floe("name: !!javax.script.ScriptEngineManager [x]\n");

        assertThat(e.problems().get(0).code()).isEqualTo("YAML_SYNTAX");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Project project = new Project(folder);
        project.write("platform.yaml", Project.DUCKDB);

        ConfigException e = project.failure();

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_NOT_FOUND);
        assertThat(e).hasMessageContaining(folder.resolve("floe.yaml") + ": the file is not there");
    }

    @Test
    void missingFilesAreReportedTogether() {
        ConfigException e = new Project(folder).failure();

        assertThat(e.problems()).hasSize(2);
        assertThat(e).hasMessageContaining("floe.yaml").hasMessageContaining("platform.yaml was not found; looked at");
    }

    @Test
    void aFolderInThePlaceOfAFileIsSaid() throws IOException {
        Project project = new Project(folder);
        Files.createDirectory(folder.resolve("floe.yaml"));
        Files.createDirectory(folder.resolve("platform.yaml"));

        ConfigException e = project.failure();

        assertThat(Project.places(e))
                .containsExactly("floe.yaml:0:0  FILE_UNREADABLE", "platform.yaml:0:0  FILE_UNREADABLE");
    }

    @Test
    void aPipeInThePlaceOfAFileIsNotWaitedFor() throws Exception {
        Project project = new Project(folder);
        project.write("platform.yaml", Project.DUCKDB);
        Path pipe = folder.resolve("floe.yaml");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipe could be made");

        ConfigException e = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> project.failure());

        assertThat(Project.places(e)).containsExactly("floe.yaml:0:0  FILE_UNREADABLE");
    }

    @Test
    void anUnreadableFileIsSaid() throws IOException {
        Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
        Path file = folder.resolve("floe.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user may read everything");

        assertThat(project.failure()).hasMessageContaining("the file may not be read by this user");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsParsed() {
        ConfigException e = floe("name: " + "x".repeat(10 << 20));

        assertThat(Project.places(e)).containsExactly("floe.yaml:0:0  FILE_UNREADABLE");
        assertThat(e.getMessage()).hasSizeLessThan(500);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAtTheirPlace() {
        Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
        project.write("floe.yaml", "name: a\r\n# \u00e4\nversion: gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Project.places(project.failure())).containsExactly("floe.yaml:2:3  FILE_UNREADABLE");
        assertThat(project.failure()).hasMessageContaining("here is a character that is not UTF-8; save it as UTF-8");
    }

    @Test
    void otherEncodingsAreCalledByTheirName() {
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
            project.write("floe.yaml", Project.FLOE.getBytes(charset));

            assertThat(Project.places(project.failure())).containsExactly("floe.yaml:0:0  FILE_UNREADABLE");
            assertThat(project.failure()).hasMessageContaining("the file is UTF-16 or UTF-32; save it as UTF-8");
        }
    }

    @Test
    void linksThatLeadNowhereAreSaidAndNotPassedOver() throws IOException {
        Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
        Files.delete(folder.resolve("floe.yaml"));
        Files.createSymbolicLink(folder.resolve("floe.yaml"), folder.resolve("nothing"));
        Files.createDirectories(folder.resolve("platform/local"));
        Files.createSymbolicLink(folder.resolve("platform/local/platform.yaml"), folder.resolve("nothing"));

        ConfigException e = project.failure();

        assertThat(Project.places(e))
                .containsExactly("floe.yaml:0:0  FILE_NOT_FOUND", "platform.yaml:0:0  FILE_NOT_FOUND");
        assertThat(e).hasMessageContaining("this is a link to a file that is not there");
    }

    @Test
    void linksThatLeadInACircleAreSaid() throws IOException {
        Project project = Project.of(folder, Project.FLOE, Project.DUCKDB);
        Files.delete(folder.resolve("floe.yaml"));
        Files.createSymbolicLink(folder.resolve("floe.yaml"), folder.resolve("floe.yaml"));

        assertThat(Project.places(project.failure())).containsExactly("floe.yaml:0:0  FILE_UNREADABLE");
    }

    @Test
    void aliasesThatExpandTooFarAreStopped() {
        StringBuilder bomb = new StringBuilder("name: a\nx0: &x0 {k: v}\n");
        for (int i = 1; i < 24; i++) {
            bomb.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }

        ConfigException e = Assertions.assertTimeout(Duration.ofSeconds(30), () -> floe(bomb.toString()));

        assertThat(e.problems().get(0).code()).isEqualTo("YAML_LIMIT");
    }

    @Test
    void anAliasThatContainsItselfIsStopped() {
        assertThat(floe("name: a\nlayers: &a {x: *a}\n").problems().get(0).code())
                .isEqualTo("YAML_LIMIT");
        assertThat(floe("name: a\nlayers: &a {<<: *a}\n").problems().get(0).code())
                .isEqualTo("YAML_LIMIT");
        assertThat(floe("name: a\nlayers: &a {<<: [*a, *a]}\n")
                        .problems()
                        .get(0)
                        .code())
                .isEqualTo("YAML_LIMIT");
    }

    @Test
    void deepNestingIsStopped() {
        assertThat(floe("name: " + "[".repeat(100_000)).problems().get(0).code())
                .isEqualTo("YAML_LIMIT");
        assertThat(floe("name: " + "{a: ".repeat(1000)).problems().get(0).code())
                .isEqualTo("YAML_LIMIT");
    }

    @Test
    void aFileFullOfMistakesIsCutOff() {
        StringBuilder text = new StringBuilder("name: a\n");
        for (int i = 0; i < 5000; i++) {
            text.append("zz").append(i).append(": x\n");
        }

        ConfigException e = floe(text.toString());

        assertThat(e.problems()).hasSize(201);
        assertThat(e).hasMessageContaining("and 4800 more");
    }

    @Test
    void mergeKeysAreMerged() {
        ResolvedConfig config =
                Project.of(folder, Project.FLOE, Project.DUCKDB + """
                                layers:
                                  bronze: &base {namespace: b, retention_days: 1}
                                  silver: {<<: *base, namespace: s}
                                """).load();

        assertThat(config.layers().get("silver").namespace()).containsExactly("s");
    }

    private ConfigException floe(String text) {
        return Project.of(folder, text, Project.DUCKDB).failure();
    }
}

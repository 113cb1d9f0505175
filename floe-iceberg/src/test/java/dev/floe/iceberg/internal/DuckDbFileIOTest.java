package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.duckdb.DuckDbSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbFileIOTest {
    @TempDir
    private Path folder;

    private DuckDbSession session;
    private DuckDbFileIO io;

    @BeforeEach
    void open() {
        session = DuckDbSession.builder().build();
        io = new DuckDbFileIO(session, Map.of());
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "file://"})
    void what_is_written_is_read_back_byte_for_byte(String prefix) throws IOException {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        String location = prefix + folder + "/it's a file.avro";

        try (PositionOutputStream out = io.newOutputFile(location).create()) {
            out.write(content[0]);
            out.write(content, 1, content.length - 1);
            assertThat(out.getPos()).isEqualTo(content.length);
        }

        assertThat(Files.readAllBytes(folder.resolve("it's a file.avro"))).isEqualTo(content);
        InputFile in = io.newInputFile(location);
        assertThat(in.getLength()).isEqualTo(content.length);
        assertThat(in.exists()).isTrue();
        assertThat(in.location()).isEqualTo(location);
        try (SeekableInputStream stream = in.newStream()) {
            stream.seek(100_000);
            assertThat(stream.readNBytes(5)).containsExactly(java.util.Arrays.copyOfRange(content, 100_000, 100_005));
        }
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        io.newOutputFile(folder + "/empty").create().close();
        assertThat(folder.resolve("empty")).isEmptyFile();
        try (SeekableInputStream stream = io.newInputFile(folder + "/empty").newStream()) {
            assertThat(stream.readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_file_that_is_not_there_is_said_to_be_missing() {
        InputFile in = io.newInputFile("file:" + folder + "/nothing");
        assertThat(in.exists()).isFalse();
        assertThatThrownBy(in::newStream)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(folder + "/nothing");
    }

    @Test
    void a_file_that_cannot_be_written_is_a_failure_of_the_close() throws IOException {
        PositionOutputStream out =
                io.newOutputFile(folder + "/no/such/folder/x").create();
        out.write(1);
        assertThatThrownBy(out::close).isInstanceOf(IOException.class).hasMessageContaining("/no/such/folder/x");
    }

    @Test
    void many_threads_write_and_read_at_once() {
        IntStream.range(0, 40).parallel().forEach(i -> {
            String location = folder + "/f" + i;
            try {
                try (PositionOutputStream out = io.newOutputFile(location).create()) {
                    out.write(new byte[] {(byte) i});
                }
                try (SeekableInputStream in = io.newInputFile(location).newStream()) {
                    assertThat(in.readAllBytes()).containsExactly((byte) i);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void deleting_removes_local_files_and_ignores_others() throws IOException {
        Files.writeString(folder.resolve("x"), "x");
        io.deleteFile("file://" + folder + "/x");
        io.deleteFile("file://" + folder + "/x");
        io.deleteFile("s3://bucket/x");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}

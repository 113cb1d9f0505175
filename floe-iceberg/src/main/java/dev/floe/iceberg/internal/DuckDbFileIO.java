package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.duckdb.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Iceberg's access to metadata files, through DuckDB: wherever DuckDB can store a table's data, it can store its metadata, with the
 * same credentials.
 *
 * <p>Iceberg calls it from many threads, so each call has a connection of its own. Files are held in memory as a whole: they are
 * metadata files and manifests, not data.
 */
final class DuckDbFileIO implements FileIO {
    private static final long serialVersionUID = 1L;

    /** How DuckDB says that a file is not there (1.5.5): local files and lists, then object stores. */
    private static final Pattern MISSING = Pattern.compile("No files found|\\(HTTP 404");

    private final transient ConnectionSource connections;
    private final HashMap<String, String> storage;

    /**
     * @param storage what the catalog says of the storage; nothing else of its properties, for they hold the client secret
     */
    DuckDbFileIO(ConnectionSource connections, Map<String, String> storage) {
        this.connections = connections;
        this.storage = new HashMap<>(storage);
    }

    @Override
    public InputFile newInputFile(String path) {
        return new Input(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(path);
    }

    /** Removes local files; DuckDB has no way to remove single others, which stay behind unreferenced. */
    @Override
    public void deleteFile(String path) {
        Locations.remove(path);
    }

    @Override
    public Map<String, String> properties() {
        return Collections.unmodifiableMap(storage);
    }

    private <T> T read(String path, String column, Reader<T> reader) {
        try (Connection connection = connections.open();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT " + column + " FROM read_blob(" + Sql.literal(path) + ")");
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new NotFoundException("There is no file %s", path);
            }
            return reader.read(rows);
        } catch (SQLException e) {
            if (isMissing(e)) {
                throw new NotFoundException(e, "There is no file %s", path);
            }
            throw new RuntimeIOException(new StorageException("Cannot read " + path, e));
        }
    }

    /** Whether DuckDB says that there is no such file. */
    static boolean isMissing(SQLException failure) {
        return MISSING.matcher(String.valueOf(failure.getMessage())).find();
    }

    private void write(String path, byte[] content) throws IOException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(
                        "COPY (SELECT ?::BLOB) TO " + Sql.literal(path) + " (FORMAT blob)")) {
            statement.setBytes(1, content);
            statement.execute();
        } catch (SQLException e) {
            throw new StorageException("Cannot write " + path, e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final class Input implements InputFile {
        private final String location;

        Input(String location) {
            this.location = location;
        }

        @Override
        public long getLength() {
            return read(location, "size", row -> row.getLong(1));
        }

        @Override
        public SeekableInputStream newStream() {
            byte[] content = read(location, "content", row -> row.getBytes(1));
            return new InMemoryInputFile(location, content).newStream();
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public boolean exists() {
            try {
                return getLength() >= 0;
            } catch (NotFoundException e) {
                return false;
            }
        }
    }

    private final class Output implements OutputFile {
        private final String location;

        Output(String location) {
            this.location = location;
        }

        /** Does not look whether the file is there: Iceberg's names are unique, and a look costs a round trip. */
        @Override
        public PositionOutputStream create() {
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new OnClose(this);
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return new Input(location);
        }

        void store(byte[] content) throws IOException {
            write(location, content);
        }
    }

    /** Collects what is written and stores it when it is closed. */
    private static final class OnClose extends PositionOutputStream {
        private final Output file;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean closed;

        OnClose(Output file) {
            this.file = file;
        }

        @Override
        public long getPos() {
            return content.size();
        }

        @Override
        public void write(int b) {
            content.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                file.store(content.toByteArray());
            }
        }
    }
}

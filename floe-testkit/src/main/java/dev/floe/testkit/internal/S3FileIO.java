package dev.floe.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** Reads and writes objects of a store for Iceberg, below one location and nowhere else. Each is held in memory as a whole. */
final class S3FileIO implements FileIO {

    private static final long serialVersionUID = 1L;

    /** How the locations of objects begin. */
    static final String SCHEME = "s3://";

    private final String base;
    private final transient S3Client client;

    S3FileIO(String base, S3Client client) {
        this.base = base;
        this.client = client;
    }

    private String inside(String location) {
        if (!location.startsWith(base + "/")) {
            throw new ForbiddenException("Invalid location '%s': the storage of this catalog is '%s'", location, base);
        }
        return location;
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Input(inside(location), client);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Output(inside(location), client);
    }

    @Override
    public void deleteFile(String location) {
        try {
            client.delete(inside(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Input(String location, S3Client client) implements InputFile {
        @Override
        public long getLength() {
            try {
                return client.size(location).orElseThrow(this::missing);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public SeekableInputStream newStream() {
            try {
                byte[] content = client.get(location).orElseThrow(this::missing);
                return new InMemoryInputFile(location, content).newStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean exists() {
            try {
                return client.size(location).isPresent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private NotFoundException missing() {
            return new NotFoundException("There is no file %s", location);
        }
    }

    private record Output(String location, S3Client client) implements OutputFile {
        /** Does not look whether the object is there: Iceberg's names are unique. */
        @Override
        public PositionOutputStream create() {
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new OnClose(this);
        }

        @Override
        public InputFile toInputFile() {
            return new Input(location, client);
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
                file.client().put(file.location(), content.toByteArray());
            }
        }
    }
}

package dev.floe.testkit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Reads and writes local files for Iceberg, inside one folder and nowhere else. A file keeps the location it was asked
 * for under, as {@code file:///x}, {@code file:/x} or {@code /x}.
 */
final class LocalFileIO implements FileIO {

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "file:";

    private final String root;

    LocalFileIO(Path root) {
        this.root = root.toString();
    }

    /** The file that a location names, wherever it is. */
    static Path path(String location) {
        String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
        return Path.of("/" + path.replaceFirst("^/+", "")).normalize();
    }

    private Path inside(String location) {
        Path path = path(location);
        if (!path.startsWith(root)) {
            throw new ForbiddenException("Invalid location '%s': the storage of this catalog is '%s'", location, root);
        }
        return path;
    }

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInput(
                location, org.apache.iceberg.Files.localInput(inside(location).toFile()));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutput(
                location, org.apache.iceberg.Files.localOutput(inside(location).toFile()));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(inside(location));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + location, e);
        }
    }

    private record LocalInput(String location, InputFile file) implements InputFile {
        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            return file.newStream();
        }

        @Override
        public boolean exists() {
            return file.exists();
        }
    }

    private record LocalOutput(String location, OutputFile file) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            return file.create();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return file.createOrOverwrite();
        }

        @Override
        public InputFile toInputFile() {
            return new LocalInput(location, file.toInputFile());
        }
    }
}

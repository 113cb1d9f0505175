package dev.floe.models.artifacts;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes artifacts in one step. If that fails the run is not harmed; the failure is logged. */
final class ArtifactFile {
    private static final Logger log = LoggerFactory.getLogger(ArtifactFile.class);
    static final ObjectMapper MAPPER = new ObjectMapper();

    private ArtifactFile() {}

    /**
     * Writes a file, by way of a temporary one beside it.
     *
     * @param content plain Java, {@link JsonWriting}'s own values, or anything that Jackson can write
     */
    static void write(Path folder, String name, Object content) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, name, ".tmp");
            try (JsonGenerator out = MAPPER.createGenerator(temporary.toFile(), JsonEncoding.UTF8)) {
                new JsonWriting(out).write(content);
            }
            move(temporary, folder.resolve(name));
        } catch (IOException e) {
            log.warn("{} could not be written to {}: {}", name, folder, e.toString());
        }
    }

    /** Plain Java as JSON. */
    static String json(@Nullable Object content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = MAPPER.createGenerator(text)) {
            new JsonWriting(out).write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

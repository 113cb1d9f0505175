package dev.floe.models.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.TestNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the SQL that templates render to below {@code target/compiled}, as dbt does. A file that cannot be written is logged. */
public final class CompiledFiles {
    private static final Logger log = LoggerFactory.getLogger(CompiledFiles.class);

    private final Optional<Path> folder;

    /**
     * @param target the target folder; nothing is written without one
     */
    CompiledFiles(Optional<Path> target) {
        this.folder = target.map(path -> path.resolve("compiled"));
    }

    /** Writes a node's SQL; gives the file, if it was written. */
    Optional<Path> compiled(Node node, String sql) {
        return folder.flatMap(root -> write(root, place(node), sql));
    }

    /** The file with the SQL of a node, if there is one. */
    public static Optional<Path> of(Path target, Node node) {
        return Optional.of(target.resolve("compiled").resolve(place(node))).filter(Files::exists);
    }

    private static String place(Node node) {
        String place = node.head().packageName() + "/" + node.head().path();
        boolean generic = node instanceof TestNode test && test.generic().isPresent();
        if (generic) {
            return place + "/" + node.config().text("alias").orElse(node.name()) + ".sql";
        }
        return place.endsWith(".sql") ? place : place + "/" + node.name() + ".sql";
    }

    private static Optional<Path> write(Path root, String place, String sql) {
        Path file = root.resolve(place).normalize();
        if (!file.startsWith(root)) {
            return Optional.empty();
        }
        try {
            byte[] content = sql.getBytes(UTF_8);
            // Overwriting a file costs far more than reading it.
            if (!has(file, content)) {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
            return Optional.of(file);
        } catch (IOException e) {
            log.warn("{} could not be written: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static boolean has(Path file, byte[] content) throws IOException {
        File known = file.toFile();
        return known.length() == content.length && known.isFile() && Arrays.equals(Files.readAllBytes(file), content);
    }
}

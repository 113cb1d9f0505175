package dev.floe.models.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.floe.models.graph.Node;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.graph.TestNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the SQL that templates render to below {@code target/compiled}, and the statements that the database is sent below {@code
 * target/run}, as dbt does, and keeps what artifacts say of it. A file that cannot be written is logged. Thread-safe.
 */
final class CompiledFiles {
    private static final Logger log = LoggerFactory.getLogger(CompiledFiles.class);

    private final Optional<Path> target;
    private final Map<String, CompiledNode> nodes = new ConcurrentHashMap<>();

    /**
     * @param target the target folder; nothing is written without one
     */
    CompiledFiles(Optional<Path> target) {
        this.target = target;
    }

    /** Writes a node's SQL; gives the file, if it was written. */
    Optional<Path> compiled(Node node, CompiledNode compiled) {
        boolean nothing =
                node.type() == ResourceType.OPERATION && compiled.sql().isBlank();
        Optional<Path> file = nothing ? Optional.empty() : write("compiled", node, compiled.sql());
        nodes.put(node.uniqueId(), new CompiledNode(compiled.sql(), compiled.expressions(), file, Optional.empty()));
        return file;
    }

    /** Writes the statements that the database was sent for a node. */
    void run(Node node, List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        Optional<Path> file = write("run", node, String.join(";\n\n", statements) + "\n");
        nodes.compute(
                node.uniqueId(),
                (id, known) -> known == null
                        ? new CompiledNode("", Map.of(), Optional.empty(), file)
                        : new CompiledNode(known.sql(), known.expressions(), known.compiled(), file));
    }

    /** What was written, by the ids of the nodes. */
    Map<String, CompiledNode> nodes() {
        return Map.copyOf(nodes);
    }

    private static String place(Node node) {
        String place = node.head().packageName() + "/" + node.head().path();
        if (node instanceof TestNode test && test.generic().isPresent()) {
            return place + "/" + test.generic().get().fileName() + ".sql";
        }
        return switch (node.type()) {
            case OPERATION -> place + "/hooks/" + node.name() + ".sql";
            case SNAPSHOT, UNIT_TEST -> place + "/" + node.name() + ".sql";
            default -> place;
        };
    }

    private Optional<Path> write(String kind, Node node, String sql) {
        return target.flatMap(folder -> write(folder.resolve(kind), place(node), sql));
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

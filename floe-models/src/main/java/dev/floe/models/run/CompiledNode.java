package dev.floe.models.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A node once its template is rendered.
 *
 * @param sql its SQL, ephemeral models included
 * @param expressions the common table expressions that ephemeral models became in it, by the ids of the models, in order
 * @param compiled the file with the SQL, where it was written
 * @param run the file with the statements that the database was sent, where it was written
 */
public record CompiledNode(String sql, Map<String, String> expressions, Optional<Path> compiled, Optional<Path> run) {
    /** Copies the map. */
    public CompiledNode {
        expressions = Collections.unmodifiableMap(new LinkedHashMap<>(expressions));
    }

    CompiledNode(String sql, Map<String, String> expressions) {
        this(sql, expressions, Optional.empty(), Optional.empty());
    }
}

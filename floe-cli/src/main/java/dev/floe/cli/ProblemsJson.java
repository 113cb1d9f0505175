package dev.floe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.config.ConfigProblem;
import java.util.List;

/** Problems for programs. */
final class ProblemsJson {
    private ProblemsJson() {}

    /**
     * A JSON list of objects with the keys {@code file} (null without one), {@code line} and {@code column} (from 1; 0 for a file as a
     * whole), {@code keyPath}, {@code code} and {@code message}.
     */
    static String of(List<ConfigProblem> problems) {
        ArrayNode list = new ObjectMapper().createArrayNode();
        for (ConfigProblem problem : problems) {
            ObjectNode node = list.addObject();
            node.put("file", problem.file().map(Object::toString).orElse(null));
            node.put("line", problem.line());
            node.put("column", problem.column());
            node.put("keyPath", problem.keyPath());
            node.put("code", problem.code());
            node.put("message", problem.message());
        }
        return list.toPrettyString();
    }
}

package dev.floe.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Renders a file of template cases and compares with what dbt's Jinja gives.
 *
 * <p>The file is a JSON array of objects with {@code name}, {@code template}, and either {@code expected} (a text) or {@code error} (a
 * text of the form {@code Kind: message}); the other one is null. Written per case is one JSON line with {@code name}, {@code output}
 * or {@code error}, and {@code equal}. An expected error counts as equal when there is an error, of the same kind and message where
 * the expected kind is one of the template language's own.
 */
public final class RenderCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RenderCases() {}

    /**
     * Entry point; ends with status 0 when all cases are equal, 1 when some are not, 2 when the file cannot be read.
     *
     * @param arguments the file
     */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: RenderCases FILE");
            System.exit(2);
        }
        try {
            boolean equal = run(Path.of(arguments[0]), System.out);
            System.exit(equal ? 0 : 1);
        } catch (IOException e) {
            System.err.println("cannot read " + arguments[0] + ": " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Renders all cases of a file.
     *
     * @param file the cases
     * @param out where a line for each case goes
     * @return whether all are equal
     * @throws IOException if the file cannot be read
     */
    public static boolean run(Path file, PrintStream out) throws IOException {
        JsonNode cases = JSON.readTree(Files.readString(file));
        JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
        boolean allEqual = true;
        for (JsonNode testCase : cases) {
            ObjectNode line = JSON.createObjectNode();
            line.set("name", testCase.path("name"));
            boolean equal;
            try {
                String output =
                        jinja.parse(testCase.path("template").asText(), "case").render(Context.empty());
                line.put("output", output);
                equal = testCase.path("expected").isTextual()
                        && testCase.path("expected").asText().equals(output);
            } catch (JinjaException e) {
                String error = e.kind().pythonName() + ": " + e.detail();
                line.put("error", error);
                equal = testCase.path("error").isTextual()
                        && sameError(testCase.path("error").asText(), error);
            }
            line.put("equal", equal);
            out.println(JSON.writeValueAsString(line));
            allEqual &= equal;
        }
        return allEqual;
    }

    /** dbt wraps errors of parsing in its own kind, without their text. */
    private static boolean sameError(String expected, String actual) {
        return expected.startsWith("CompilationError")
                ? actual.startsWith("TemplateSyntaxError")
                : expected.equals(actual);
    }
}

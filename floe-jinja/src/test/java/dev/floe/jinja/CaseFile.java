package dev.floe.jinja;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of template cases: a line {@code === options"template"}, then the expected output as a quoted text, or
 * {@code ! Kind: "message"}. What is expected was given by Jinja2 3.1.6 in dbt's environment.
 */
final class CaseFile {
    private CaseFile() {}

    /**
     * A case.
     *
     * @param options what stands before the template
     * @param output what it renders to, or null
     * @param kind the kind of the error, or null
     */
    record Case(
            String options,
            String template,
            @Nullable String output,
            @Nullable String kind,
            @Nullable String message) {
        @Override
        public String toString() {
            return options + template;
        }
    }

    static List<Case> read(String name) {
        List<String> lines = resource(name + ".cases").lines().toList();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            String head = lines.get(i).substring(4);
            int quote = head.indexOf('"');
            String expected = lines.get(i + 1);
            if (expected.startsWith("! ")) {
                int colon = expected.indexOf(": \"");
                cases.add(new Case(
                        head.substring(0, quote),
                        unquote(head.substring(quote)),
                        null,
                        expected.substring(2, colon),
                        unquote(expected.substring(colon + 2))));
            } else {
                cases.add(new Case(
                        head.substring(0, quote), unquote(head.substring(quote)), unquote(expected), null, null));
            }
        }
        return cases;
    }

    private static String resource(String name) {
        try (InputStream in = CaseFile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquote(String json) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = json.charAt(++i);
            switch (c) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}

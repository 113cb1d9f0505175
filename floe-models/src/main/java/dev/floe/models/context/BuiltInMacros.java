package dev.floe.models.context;

import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.context.Macros.Macro;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** floe's own macros. A file is parsed when the first of its macros is asked for. Thread-safe. */
final class BuiltInMacros {
    private static final String FOLDER = "/dev/floe/models/macros/";
    private static final List<String> FILES = List.of(
            "generic_tests.sql",
            "names.sql",
            "tests.sql",
            "relations.sql",
            "types.sql",
            "functions.sql",
            "dates.sql",
            "incremental.sql",
            "snapshots.sql",
            "materializations.sql");
    private static final Pattern DEFINITION = Pattern.compile("\\{%-?\\s*(macro|test)\\s+(\\w+)");

    private final JinjaEnvironment jinja;
    private final Map<String, String> fileOf = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<String, Macro>> parsed = new ConcurrentHashMap<>();

    JinjaEnvironment jinja() {
        return jinja;
    }

    BuiltInMacros(JinjaEnvironment jinja) {
        this.jinja = jinja;
        for (String file : FILES) {
            String text = read(file);
            texts.put(file, text);
            Matcher matcher = DEFINITION.matcher(text);
            while (matcher.find()) {
                fileOf.put((matcher.group(1).equals("test") ? "test_" : "") + matcher.group(2), file);
            }
        }
    }

    Optional<Macro> find(String name) {
        String file = fileOf.get(name);
        return file == null
                ? Optional.empty()
                : Optional.ofNullable(parsed.computeIfAbsent(file, this::parse).get(name));
    }

    /** All of them. */
    List<Macro> all() {
        return FILES.stream()
                .flatMap(file -> parsed.computeIfAbsent(file, this::parse).values().stream())
                .toList();
    }

    private Map<String, Macro> parse(String file) {
        Map<String, Macro> macros = new LinkedHashMap<>();
        String path = "macros/" + file;
        for (Definition definition :
                jinja.parse(texts.getOrDefault(file, ""), path).definitions()) {
            String name = definition.macroName();
            macros.put(name, new Macro(Macros.BUILT_IN, name, path, definition));
        }
        return macros;
    }

    private static String read(String file) {
        try (InputStream in = BuiltInMacros.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

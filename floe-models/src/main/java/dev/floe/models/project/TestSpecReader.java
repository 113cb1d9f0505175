package dev.floe.models.project;

import dev.floe.models.project.ResourceProperties.TestSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the generic tests of a resource or a column, in all their spellings. */
final class TestSpecReader {
    private static final Pattern NAME = Pattern.compile("([a-zA-Z_][0-9a-zA-Z_]*\\.)?[a-zA-Z_][0-9a-zA-Z_]*");

    private final YamlReading in;

    TestSpecReader(YamlReading in) {
        this.in = in;
    }

    /** The tests under {@code data_tests:} and {@code tests:}. */
    List<TestSpec> tests(YamlNode.Mapping owner) {
        List<TestSpec> all = new ArrayList<>();
        for (String key : List.of("data_tests", "tests")) {
            in.items(owner, key, false).forEach(item -> test(item).ifPresent(all::add));
        }
        return all;
    }

    private Optional<TestSpec> test(YamlNode item) {
        if (item instanceof YamlNode.Scalar scalar && scalar.plain() instanceof String name) {
            return named(name, Map.of(), item);
        }
        if (item instanceof YamlNode.Mapping mapping) {
            if (mapping.get("test_name").orElse(null) instanceof YamlNode.Scalar name) {
                Map<String, YamlNode> rest = new LinkedHashMap<>(mapping.entries());
                rest.remove("test_name");
                return named(name.text(), rest, item);
            }
            if (mapping.entries().size() == 1) {
                Map.Entry<String, YamlNode> only =
                        mapping.entries().entrySet().iterator().next();
                if (only.getValue() instanceof YamlNode.Mapping body) {
                    return named(only.getKey(), body.entries(), item);
                }
                if (only.getValue().plain() == null) {
                    return named(only.getKey(), Map.of(), item);
                }
            }
        }
        in.problem(
                item,
                "a test is a name (- not_null) or a name with a map of arguments below it, indented"
                        + " (- accepted_values: then values: […])");
        return Optional.empty();
    }

    private Optional<TestSpec> named(String qualified, Map<String, YamlNode> body, YamlNode at) {
        if (!NAME.matcher(qualified).matches()) {
            in.problem(at, "'" + qualified + "' cannot be the name of a test");
            return Optional.empty();
        }
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        Optional<String> customName = Optional.empty();
        String description = "";
        for (Map.Entry<String, YamlNode> entry : body.entrySet()) {
            YamlNode value = entry.getValue();
            switch (entry.getKey()) {
                case "config" -> in.mapping(value, "'config'").ifPresent(map -> config.putAll(in.plainMap(map)));
                case "arguments" -> in.mapping(value, "'arguments'").ifPresent(map -> arguments.putAll(map.plain()));
                case "name" -> customName = Optional.of(String.valueOf(in.plain(value)));
                case "description" -> description = String.valueOf(value.plain());
                default -> {
                    if (TestSpec.CONFIG_KEYS.contains(entry.getKey())) {
                        config.putIfAbsent(entry.getKey(), in.plain(value));
                    } else {
                        arguments.put(entry.getKey(), value.plain());
                    }
                }
            }
        }
        if (arguments.containsKey("model")) {
            in.problem(at, "a test's arguments may not contain 'model': it is the resource that the test stands under");
            return Optional.empty();
        }
        int dot = qualified.indexOf('.');
        return Optional.of(new TestSpec(
                qualified.substring(dot + 1),
                dot < 0 ? Optional.empty() : Optional.of(qualified.substring(0, dot)),
                customName,
                description,
                arguments,
                config,
                at));
    }
}

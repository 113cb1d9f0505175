package dev.floe.models.project;

import dev.floe.models.graph.IndirectSelection;
import dev.floe.models.graph.SelectorDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code selectors.yml} says.
 *
 * @param definitions by the names of the selectors
 * @param preset the one that counts where nothing is selected
 * @param written each selector as the file has it, for the manifest
 */
public record SelectorsFile(
        Map<String, SelectorDefinition> definitions,
        Optional<String> preset,
        Map<String, Map<String, @Nullable Object>> written) {
    /** The file's name. */
    public static final String FILE = "selectors.yml";

    /** No selectors. */
    public static final SelectorsFile NONE = new SelectorsFile(Map.of(), Optional.empty(), Map.of());

    /** Copies the maps. */
    public SelectorsFile {
        definitions = Map.copyOf(definitions);
        written = Map.copyOf(written);
    }

    static SelectorsFile read(ProjectFiles files, Problems problems, TemplateText templates) {
        YamlReading in = new YamlReading(FILE, problems, templates);
        return files.read(FILE)
                .flatMap(text -> YamlReader.read(FILE, text, problems))
                .flatMap(node -> in.mapping(node, "the file"))
                .map(file -> read(in, file))
                .orElse(NONE);
    }

    private static SelectorsFile read(YamlReading in, YamlNode.Mapping file) {
        Map<String, SelectorDefinition> definitions = new LinkedHashMap<>();
        Map<String, Map<String, @Nullable Object>> written = new LinkedHashMap<>();
        List<String> presets = new ArrayList<>();
        for (YamlNode item : in.items(file, "selectors", false)) {
            Optional<YamlNode.Mapping> entry = in.mapping(item, "each selector");
            Optional<String> name = entry.flatMap(found -> in.text(found, "name"));
            Optional<YamlNode> definition = entry.flatMap(found -> found.get("definition"));
            if (name.isEmpty() || definition.isEmpty()) {
                in.problem(item, "a selector needs 'name' and 'definition'");
                continue;
            }
            definitions.put(name.get(), new Reader(in, definition.get()).definition(in.plain(definition.get())));
            Map<String, @Nullable Object> said = new LinkedHashMap<>(in.plainMap(entry.get()));
            said.put("definition", expanded(said.get("definition")));
            written.put(name.get(), said);
            if (in.bool(entry.get(), "default").orElse(false)) {
                presets.add(name.get());
            }
        }
        return new SelectorsFile(definitions, presets.stream().findFirst(), written);
    }

    /** A definition as the manifest has it: texts are methods with values there. */
    private static @Nullable Object expanded(@Nullable Object said) {
        if (said instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> expanded = new LinkedHashMap<>();
            map.forEach((key, value) -> expanded.put(
                    String.valueOf(key),
                    value instanceof List<?> parts
                            ? parts.stream().map(SelectorsFile::expanded).toList()
                            : value));
            return expanded;
        }
        String text = String.valueOf(said);
        int colon = text.indexOf(':');
        if (colon < 0 || !text.substring(0, colon).matches("[a-z_.]+")) {
            return said;
        }
        Map<String, @Nullable Object> expanded = new LinkedHashMap<>();
        expanded.put("method", text.substring(0, colon));
        expanded.put("value", text.substring(colon + 1));
        return expanded;
    }

    /** Reads one definition. */
    private record Reader(YamlReading in, YamlNode at) {
        SelectorDefinition definition(@Nullable Object said) {
            if (!(said instanceof Map<?, ?> map)) {
                return union(String.valueOf(said));
            }
            if (map.get("union") instanceof List<?> parts) {
                return new SelectorDefinition.Union(all(parts, false), all(parts, true));
            }
            if (map.get("intersection") instanceof List<?> parts) {
                return new SelectorDefinition.Intersection(all(parts, false), all(parts, true));
            }
            if (map.containsKey("method")) {
                return criterion(map);
            }
            if (map.size() == 1) {
                Map.Entry<?, ?> only = map.entrySet().iterator().next();
                return new SelectorDefinition.Part(only.getKey() + ":" + only.getValue(), Optional.empty());
            }
            in.problem(at, "a definition is a text, a method with a value, a union or an intersection");
            return new SelectorDefinition.Union(List.of(), List.of());
        }

        private static SelectorDefinition union(String text) {
            List<SelectorDefinition> parts = new ArrayList<>();
            for (String part : text.strip().split("\\s+", -1)) {
                parts.add(new SelectorDefinition.Part(part, Optional.empty()));
            }
            return parts.size() == 1 ? parts.get(0) : new SelectorDefinition.Union(parts, List.of());
        }

        /** The items of a list: those that are exclusions, or the others. */
        private List<SelectorDefinition> all(List<?> items, boolean exclusions) {
            List<SelectorDefinition> found = new ArrayList<>();
            for (Object item : items) {
                boolean excludes = item instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("exclude");
                if (excludes && exclusions && ((Map<?, ?>) item).get("exclude") instanceof List<?> inner) {
                    inner.forEach(each -> found.add(definition(each)));
                } else if (!excludes && !exclusions) {
                    found.add(definition(item));
                }
            }
            return found;
        }

        private SelectorDefinition criterion(Map<?, ?> map) {
            String value = String.valueOf(map.get("value"));
            if ("selector".equals(map.get("method"))) {
                return new SelectorDefinition.Named(value);
            }
            String before = Boolean.TRUE.equals(map.get("childrens_parents")) ? "@" : "";
            if (Boolean.TRUE.equals(map.get("parents"))) {
                before += (map.get("parents_depth") == null ? "" : map.get("parents_depth")) + "+";
            }
            String after = Boolean.TRUE.equals(map.get("children"))
                    ? "+" + (map.get("children_depth") == null ? "" : map.get("children_depth"))
                    : "";
            Optional<IndirectSelection> indirect = Optional.ofNullable(map.get("indirect_selection"))
                    .flatMap(word -> Arrays.stream(IndirectSelection.values())
                            .filter(mode -> mode.word().equals(word.toString().toLowerCase(Locale.ROOT)))
                            .findFirst());
            SelectorDefinition part =
                    new SelectorDefinition.Part(before + map.get("method") + ":" + value + after, indirect);
            if (map.get("exclude") instanceof List<?> exclude) {
                List<SelectorDefinition> out = new ArrayList<>();
                exclude.forEach(each -> out.add(definition(each)));
                return new SelectorDefinition.Union(List.of(part), out);
            }
            return part;
        }
    }
}

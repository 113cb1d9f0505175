package dev.floe.models.project;

import dev.floe.models.project.ResourceProperties.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one properties file. */
final class PropertiesReader {
    /** Sections whose entries have no file of their own. */
    private static final List<String> ENTRIES = List.of("exposures", "groups", "unit_tests");

    /** The last four are not looked at: nothing is built from them, and their templates call what only a semantic layer has. */
    private static final Set<String> OTHERS = Set.of(
            "version",
            "sources",
            "tests",
            "anchors",
            "catalogs",
            "vars",
            "metrics",
            "saved_queries",
            "semantic_models",
            "functions");

    /** What is rendered when a unit test runs. */
    private static final Set<String> LATE = Set.of("given", "expect");

    private final YamlReading in;
    private final ResourceReader resources;

    private PropertiesReader(YamlReading in) {
        this.in = in;
        this.resources = new ResourceReader(in);
    }

    static Optional<PropertiesFile> read(String path, String text, Problems problems, TemplateText templates) {
        YamlReading in = new YamlReading(path, problems, templates);
        return YamlReader.read(path, text, problems)
                .flatMap(node -> in.mapping(node, "a properties file"))
                .map(file -> new PropertiesReader(in).properties(file));
    }

    private PropertiesFile properties(YamlNode.Mapping file) {
        List<String> known = new ArrayList<>(ENTRIES);
        known.addAll(OTHERS);
        Map<Kind, List<ResourceProperties>> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            known.add(kind.section());
            List<ResourceProperties> found = new ArrayList<>(in.each(file, kind.section(), resources::resource));
            if (kind == Kind.DATA_TESTS) {
                found.addAll(in.each(file, "tests", resources::resource));
            }
            all.put(kind, found);
        }
        in.unknown(file, known, "a properties file");
        List<SourceProperties> sources = new ArrayList<>();
        SourceReader sourceReader = new SourceReader(in, resources);
        in.each(file, "sources", sourceReader::source).forEach(sources::addAll);
        Map<String, List<PropertiesEntry>> entries = new LinkedHashMap<>();
        ENTRIES.forEach(section -> entries.put(section, in.each(file, section, this::entry)));
        return new PropertiesFile(in.path(), all, sources, entries);
    }

    private Optional<PropertiesEntry> entry(YamlNode.Mapping entry) {
        Optional<String> name = in.text(entry, "name");
        if (name.isEmpty()) {
            in.problem(entry, "'name' is missing");
            return Optional.empty();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entry.entries().forEach((key, value) -> values.put(key, LATE.contains(key) ? value.plain() : in.plain(value)));
        return Optional.of(
                new PropertiesEntry(name.get(), in.text(entry, "description").orElse(""), values, in.path(), entry));
    }
}

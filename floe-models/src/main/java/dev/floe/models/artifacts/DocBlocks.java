package dev.floe.models.artifacts;

import dev.floe.jinja.JinjaException;
import dev.floe.jinja.StaticCall;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code {% docs %}} blocks that descriptions are made of, as far as their texts tell. */
final class DocBlocks {
    private static final String DESCRIPTION = "description";

    private final ParsedProject parsed;
    private final List<String> ids;

    /**
     * @param ids the ids of all blocks: {@code doc.package.name}
     */
    DocBlocks(ParsedProject parsed, Iterable<String> ids) {
        this.parsed = parsed;
        List<String> all = new ArrayList<>();
        ids.forEach(all::add);
        this.ids = List.copyOf(all);
    }

    /** The blocks of a resource's own description. */
    List<String> of(Optional<ResourceProperties> said, String packageName) {
        return said.map(found -> of(found.at(), packageName)).orElse(List.of());
    }

    /** The blocks of the descriptions of a resource's columns, by the names of the columns. */
    Map<String, List<String>> ofColumns(Optional<ResourceProperties> said, String packageName) {
        Map<String, List<String>> blocks = new HashMap<>();
        if (said.isPresent()
                && said.get().at() instanceof YamlNode.Mapping entry
                && entry.get("columns").orElse(null) instanceof YamlNode.Sequence columns) {
            for (YamlNode column : columns.items()) {
                if (column instanceof YamlNode.Mapping mapping
                        && mapping.get("name").orElse(null) instanceof YamlNode.Scalar name) {
                    blocks.put(name.text(), of(mapping, packageName));
                }
            }
        }
        return blocks;
    }

    private List<String> of(YamlNode entry, String packageName) {
        if (ids.isEmpty()
                || !(entry instanceof YamlNode.Mapping mapping)
                || !(mapping.get(DESCRIPTION).orElse(null) instanceof YamlNode.Scalar text)
                || !text.text().contains("{{")) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try {
            for (StaticCall call :
                    parsed.jinja().parse(text.text(), DESCRIPTION).analysis().calls()) {
                if (call.name().equals("doc") && call.literal()) {
                    id(call, packageName).ifPresent(found::add);
                }
            }
        } catch (JinjaException e) {
            throw new IllegalStateException("a description that was read cannot be read again", e);
        }
        return found;
    }

    /** The package's own block counts most, then the project's, then anybody's. */
    private Optional<String> id(StaticCall call, String packageName) {
        int count = call.positional().size();
        if (count == 2) {
            return known(
                    "doc." + call.positional().get(0) + "." + call.positional().get(1));
        }
        String name = "." + call.positional().get(0);
        return known("doc." + packageName + name)
                .or(() -> known("doc." + parsed.project().name() + name))
                .or(() -> ids.stream().filter(id -> id.endsWith(name)).findFirst());
    }

    private Optional<String> known(String id) {
        return ids.contains(id) ? Optional.of(id) : Optional.empty();
    }
}

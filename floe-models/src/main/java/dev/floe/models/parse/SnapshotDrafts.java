package dev.floe.models.parse;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.models.context.TemplateErrors;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.PropertiesFile;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Kind;
import dev.floe.models.project.SourceFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes drafts of the snapshots of one package: {@code {% snapshot %}} blocks, and entries of properties files with a {@code relation}. */
final class SnapshotDrafts {
    private static final String RELATION = "relation";

    private final Project from;
    /** Finds the blocks; what is in them is a template of its own. */
    private final JinjaEnvironment jinja = JinjaEnvironment.dbt()
            .blockTags(EnumSet.of(BlockTag.SNAPSHOT, BlockTag.TEST, BlockTag.DATA_TEST, BlockTag.DOCS))
            .build();

    private final DraftReading reading;
    private final PropertiesIndex properties;
    private final Problems problems;

    SnapshotDrafts(Project from, DraftReading reading, PropertiesIndex properties, Problems problems) {
        this.from = from;
        this.reading = reading;
        this.properties = properties;
        this.problems = problems;
    }

    void read() {
        from.snapshots().forEach(this::blocks);
        for (PropertiesFile file : from.properties()) {
            for (ResourceProperties said : file.of(Kind.SNAPSHOTS)) {
                said.text(RELATION).ifPresent(relation -> entry(said, relation));
            }
        }
    }

    private void blocks(SourceFile file) {
        try {
            for (Definition block : jinja.parse(file.text(), file.path()).definitions()) {
                if (block.tag() == BlockTag.SNAPSHOT) {
                    String place = file.relativePath();
                    snapshot(block.name(), file.path(), place.substring(0, place.lastIndexOf('.')), block.contents());
                }
            }
        } catch (JinjaException e) {
            problems.add(file.path(), TemplateErrors.line(e), 0, e.detail());
        }
    }

    private void entry(ResourceProperties said, String relation) {
        String path = said.path();
        int first = path.indexOf('/') + 1;
        int last = path.lastIndexOf('/');
        String folder = last < first ? "" : path.substring(first, last);
        snapshot(said.name(), path, folder, "select * from {{ " + relation + " }}");
    }

    private void snapshot(String name, String path, String folder, String code) {
        Optional<ResourceProperties> said = properties.of(Kind.SNAPSHOTS, name);
        List<String> fqn = new ArrayList<>();
        fqn.add(from.name());
        if (!folder.isEmpty()) {
            fqn.addAll(List.of(folder.split("/", -1)));
        }
        fqn.add(name);
        NodeHead head = new NodeHead(
                ResourceType.SNAPSHOT.word() + "." + from.name() + "." + name,
                ResourceType.SNAPSHOT,
                name,
                from.name(),
                fqn,
                path,
                said.map(ResourceProperties::description).orElse(""));
        Draft draft = new Draft(from, head, code);
        draft.layers.add(Layer.PRESET, Map.of("materialized", "snapshot"));
        reading.trees(draft, "snapshots");
        draft.properties = said;
        said.ifPresent(found -> {
            draft.layers.add(Layer.PROPERTIES, found.config(), found.writtenConfig());
            draft.columns = found.columns();
        });
        if (reading.examine(draft, Map.of())) {
            reading.complete(draft, folder);
            if (draft.config.enabled()) {
                check(draft);
            }
        }
    }

    private void check(Draft draft) {
        NodeConfig config = draft.config;
        Optional<String> strategy = config.text("strategy");
        if (strategy.isEmpty() || config.get("unique_key").isEmpty()) {
            tell(draft, "needs a strategy (timestamp or check) and a unique_key");
        } else if (strategy.get().equals("timestamp")
                && config.get("updated_at").isEmpty()) {
            tell(draft, "has the strategy timestamp, so it needs updated_at, the column that says when a row changed");
        } else if (strategy.get().equals("check") && config.get("check_cols").isEmpty()) {
            tell(draft, "has the strategy check, so it needs check_cols: all, or a list of columns");
        }
        if (config.get("hard_deletes").isPresent()
                && config.get("invalidate_hard_deletes").isPresent()) {
            tell(draft, "has hard_deletes and invalidate_hard_deletes; the first is the newer one, keep it");
        }
        config.text("hard_deletes")
                .filter(word -> !Set.of("ignore", "invalidate", "new_record").contains(word))
                .ifPresent(word ->
                        tell(draft, "has hard_deletes '" + word + "'; there are ignore, invalidate and new_record"));
    }

    private void tell(Draft draft, String what) {
        problems.add(draft.head.path(), 0, 0, "the snapshot " + draft.head.name() + " " + what);
    }
}

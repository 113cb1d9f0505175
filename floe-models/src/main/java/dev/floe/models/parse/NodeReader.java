package dev.floe.models.parse;

import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.parse.PropertiesIndex.Versioned;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Kind;
import dev.floe.models.project.ResourceProperties.Version;
import dev.floe.models.project.SeedFile;
import dev.floe.models.project.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes drafts of the seeds, models, snapshots and singular tests of one package. */
final class NodeReader {
    private final Project from;
    private final DraftReading reading;
    private final PropertiesIndex properties;
    private final SnapshotDrafts snapshots;
    private final EntriesLeft rest;

    NodeReader(Project from, DraftReading reading, Drafts drafts, Problems problems) {
        Problems its = problems.below(from.place());
        this.from = from;
        this.reading = reading;
        this.properties = new PropertiesIndex(from, its);
        this.snapshots = new SnapshotDrafts(from, reading, properties, its);
        this.rest = new EntriesLeft(from, properties, drafts, its);
    }

    void read() {
        from.seeds().forEach(this::seed);
        reading.prepare(from.models());
        from.models().forEach(this::model);
        snapshots.read();
        from.tests().forEach(this::singularTest);
        from.analyses().forEach(this::analysis);
        rest.tell();
    }

    private NodeHead head(ResourceType type, String name, String path, String relativePath, String description) {
        List<String> fqn = new ArrayList<>();
        fqn.add(from.name());
        String[] folders = relativePath.split("/", -1);
        fqn.addAll(List.of(folders).subList(0, folders.length - 1));
        fqn.add(name);
        String id = type.word() + "." + from.name() + "." + name;
        return new NodeHead(id, type, name, from.name(), fqn, path, description);
    }

    private static NodeHead versioned(NodeHead head, Version version) {
        List<String> fqn = new ArrayList<>(head.fqn());
        fqn.add("v" + version.v());
        return new NodeHead(
                head.uniqueId() + ".v" + version.v(),
                head.type(),
                head.name(),
                head.packageName(),
                fqn,
                head.path(),
                head.description(),
                Optional.of(version.v().toString()));
    }

    private static String folder(String relativePath) {
        int slash = relativePath.lastIndexOf('/');
        return slash < 0 ? "" : relativePath.substring(0, slash);
    }

    private void seed(SeedFile file) {
        Optional<ResourceProperties> said = properties.of(Kind.SEEDS, file.name());
        Draft draft = new Draft(
                from, head(ResourceType.SEED, file.name(), file.path(), file.relativePath(), description(said)), "");
        draft.layers.add(Layer.PRESET, Map.of("materialized", "seed"));
        reading.trees(draft, "seeds");
        describe(draft, said);
        reading.complete(draft, folder(file.relativePath()));
    }

    private void model(SourceFile file) {
        Optional<Versioned> versioned = properties.versionIn(file.name());
        String name = versioned.map(Versioned::model).orElse(file.name());
        Optional<ResourceProperties> said =
                versioned.map(found -> found.version().properties()).or(() -> properties.of(Kind.MODELS, name));
        NodeHead plain = head(ResourceType.MODEL, name, file.path(), file.relativePath(), description(said));
        NodeHead head =
                versioned.map(found -> versioned(plain, found.version())).orElse(plain);
        Draft draft = new Draft(from, head, file.text());
        draft.latestVersion = versioned.flatMap(Versioned::latest);
        draft.layers.add(Layer.PRESET, Map.of("materialized", "view"));
        reading.trees(draft, "models");
        describe(draft, said);
        if (reading.examine(draft, Map.of())) {
            reading.complete(draft, folder(file.relativePath()));
        }
    }

    private void singularTest(SourceFile file) {
        Optional<ResourceProperties> said = properties.of(Kind.DATA_TESTS, file.name());
        Draft draft = new Draft(
                from,
                head(ResourceType.TEST, file.name(), file.path(), file.relativePath(), description(said)),
                file.text());
        reading.trees(draft, "data_tests");
        describe(draft, said);
        if (reading.examine(draft, Map.of())) {
            reading.complete(draft, "");
        }
    }

    /** Its fqn has a folder of its own, and it is configured as models are, as in dbt. */
    private void analysis(SourceFile file) {
        Optional<ResourceProperties> said = properties.of(Kind.ANALYSES, file.name());
        String word = ResourceType.ANALYSIS.word();
        Draft draft = new Draft(
                from,
                head(
                        ResourceType.ANALYSIS,
                        file.name(),
                        file.path(),
                        word + "/" + file.relativePath(),
                        description(said)),
                file.text());
        draft.layers.add(Layer.PRESET, Map.of("materialized", "view"));
        reading.trees(draft, "models");
        describe(draft, said);
        if (reading.examine(draft, Map.of())) {
            reading.complete(draft, "");
        }
    }

    private static String description(Optional<ResourceProperties> said) {
        return said.map(ResourceProperties::description).orElse("");
    }

    private static void describe(Draft draft, Optional<ResourceProperties> said) {
        draft.properties = said;
        said.ifPresent(found -> {
            draft.layers.add(Layer.PROPERTIES, found.config(), found.writtenConfig());
            draft.columns = found.columns();
        });
    }
}

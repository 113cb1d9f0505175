package dev.floe.models;

import dev.floe.models.artifacts.EarlierArtifacts;
import dev.floe.models.artifacts.Selectors;
import dev.floe.models.artifacts.StateComparison;
import dev.floe.models.graph.EarlierState;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.Selector;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.run.Earlier;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds what a pipeline is told of earlier runs. */
final class EarlierRuns {
    private EarlierRuns() {}

    /** What selects nodes. */
    static Selector selector(FloePipeline.Builder settings, ParsedProject project) {
        EarlierState state = EarlierState.NONE;
        if (settings.state != null) {
            Optional<EarlierArtifacts> current = settings.targetFolder(project).map(EarlierArtifacts::new);
            state = new StateComparison(project, artifacts(settings, settings.state), current);
        }
        return Selectors.of(project, state);
    }

    /** What a run defers to. */
    static Earlier of(FloePipeline.Builder settings) {
        Map<String, RelationName> relations = settings.deferTo == null
                ? Map.of()
                : artifacts(settings, settings.deferTo).relations();
        return new Earlier(relations, settings.favorState);
    }

    /** A relative folder is below the project's, as in dbt. */
    private static EarlierArtifacts artifacts(FloePipeline.Builder settings, Path folder) {
        Path below = settings.project == null
                ? folder
                : settings.project.root().map(root -> root.resolve(folder)).orElse(folder);
        return new EarlierArtifacts(below);
    }
}

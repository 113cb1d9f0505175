package dev.floe.models.parse;

import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ResourceProperties;
import dev.floe.models.project.ResourceProperties.Kind;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Entries of properties files that no resource of their kind belongs to. As in dbt, they are told of, and the tests of one that
 * stands below another kind's section still run.
 */
final class EntriesLeft {
    private final Project from;
    private final PropertiesIndex properties;
    private final Drafts drafts;
    private final Problems problems;

    EntriesLeft(Project from, PropertiesIndex properties, Drafts drafts, Problems problems) {
        this.from = from;
        this.properties = properties;
        this.drafts = drafts;
        this.problems = problems;
    }

    void tell() {
        tell(Kind.SEEDS, ResourceType.SEED);
        tell(Kind.MODELS, ResourceType.MODEL);
        tell(Kind.SNAPSHOTS, ResourceType.SNAPSHOT);
    }

    private void tell(Kind kind, ResourceType type) {
        properties.rest(kind).forEach(entry -> tell(type, entry));
    }

    private void tell(ResourceType type, ResourceProperties entry) {
        Optional<Draft> meant = Stream.of(ResourceType.SEED, ResourceType.MODEL, ResourceType.SNAPSHOT)
                .flatMap(this::its)
                .filter(draft -> draft.head.name().equals(entry.name()))
                .findFirst();
        meant.ifPresent(draft -> draft.misplaced.add(entry));
        problems.notice(
                entry.path(),
                entry.at().line(),
                entry.at().column(),
                "no " + type.word() + " of " + from.name() + " is called '" + entry.name() + "'"
                        + meant.map(EntriesLeft::move)
                                .orElseGet(() ->
                                        Names.hint(
                                                        entry.name(),
                                                        its(type)
                                                                .map(draft -> draft.head.name())
                                                                .toList()) + "; this entry is not applied"));
    }

    private static String move(Draft draft) {
        String word = draft.head.type().word();
        return ", there is a " + word + "; move this entry below '" + word + "s:', until then only its tests apply";
    }

    private Stream<Draft> its(ResourceType type) {
        return drafts.of(type).stream().filter(draft -> draft.head.packageName().equals(from.name()));
    }
}

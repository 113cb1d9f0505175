package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the drafts that {@code ref} and {@code source} name. */
final class References {
    /** What no {@code ref} can name. */
    private static final Set<ResourceType> NAMELESS =
            EnumSet.of(ResourceType.TEST, ResourceType.UNIT_TEST, ResourceType.ANALYSIS);

    private final NodeIndex<Draft> enabled;
    private final NodeIndex<Draft> disabled;
    private final Problems problems;

    References(String project, Collection<Draft> enabled, Collection<Draft> disabled, Problems problems) {
        this.problems = problems;
        this.enabled = new NodeIndex<>(project);
        this.disabled = new NodeIndex<>(project);
        enabled.forEach(draft -> add(this.enabled, draft)
                .ifPresent(other -> problems.below(draft.from.place())
                        .add(
                                draft.head.path(),
                                0,
                                0,
                                "there are two resources called '" + draft.head.name() + "', so ref('"
                                        + draft.head.name() + "') is ambiguous; the other is " + other.head.path()
                                        + ": rename one of them")));
        disabled.forEach(draft -> add(this.disabled, draft));
    }

    private static Optional<Draft> add(NodeIndex<Draft> index, Draft draft) {
        String packageName = draft.head.packageName();
        if (draft.source.isPresent()) {
            index.addSource(packageName, draft.source.get().sourceName(), draft.head.name(), draft);
            return Optional.empty();
        }
        if (NAMELESS.contains(draft.head.type())) {
            return Optional.empty();
        }
        boolean latest = draft.head.version().equals(draft.latestVersion);
        return index.add(packageName, draft.head.name(), draft.head.version(), latest, draft);
    }

    /**
     * The nodes that a draft mentions, each once. What names nothing becomes a problem; of a test it becomes a notice, and the answer is
     * empty then, for the test can't be run.
     */
    Optional<Set<Draft>> of(Draft draft) {
        Set<Draft> found = new LinkedHashSet<>();
        boolean complete = true;
        for (Draft.Mention<RefCall> mention : draft.refs) {
            Optional<Draft> target = enabled.ref(mention.call(), draft.head.packageName());
            target.ifPresent(found::add);
            complete &= target.isPresent();
            if (target.isEmpty()) {
                tell(draft, mention.line(), unknown(draft, mention.call()));
            } else {
                access(draft, target.get(), mention.line());
            }
        }
        for (Draft.Mention<Draft.SourceCall> mention : draft.sources) {
            Draft.SourceCall call = mention.call();
            Optional<Draft> target = enabled.source(call.source(), call.table(), draft.head.packageName());
            target.ifPresent(found::add);
            complete &= target.isPresent();
            if (target.isEmpty()) {
                tell(draft, mention.line(), unknownSource(draft, call));
            }
        }
        return complete ? Optional.of(found) : Optional.empty();
    }

    private void tell(Draft draft, int line, String message) {
        Problems its = problems.below(draft.from.place());
        if (draft.head.type() == ResourceType.TEST) {
            its.notice(draft.head.path(), line, 0, message + "; the test is not run");
        } else {
            its.add(draft.head.path(), line, 0, message);
        }
    }

    private String unknown(Draft draft, RefCall call) {
        String said =
                "ref(" + call.packageName().map(name -> "'" + name + "', ").orElse("") + "'" + call.name() + "'"
                        + call.version().map(v -> ", v=" + v).orElse("") + ") in " + draft.head.name();
        if (disabled.ref(call, draft.head.packageName()).isPresent()) {
            return said + " names a resource that is disabled";
        }
        Set<String> versions = enabled.versions(call.name());
        if (call.version().isPresent() && !versions.isEmpty()) {
            return said + " names a version that is not there; there are " + String.join(", ", versions);
        }
        return said + " names no model, seed or snapshot" + Names.hint(call.name(), enabled.names())
                + "; is the file there, and is it enabled?";
    }

    private String unknownSource(Draft draft, Draft.SourceCall call) {
        String said = "source('" + call.source() + "', '" + call.table() + "') in " + draft.head.name();
        if (disabled.source(call.source(), call.table(), draft.head.packageName())
                .isPresent()) {
            return said + " names a source that is disabled";
        }
        return said + " is not declared" + Names.hint(call.source() + "." + call.table(), enabled.sourceNames())
                + "; declare it under sources: in a properties file";
    }

    /** A private model is read by its own group only. */
    private void access(Draft draft, Draft target, int line) {
        if (target.head.type() == ResourceType.MODEL
                && target.config.text("access").filter("private"::equals).isPresent()
                && draft.head.type() != ResourceType.TEST
                && draft.head.type() != ResourceType.UNIT_TEST
                && !target.config.text("group").equals(draft.config.text("group"))) {
            problems.below(draft.from.place())
                    .add(
                            draft.head.path(),
                            line,
                            0,
                            draft.head.name() + " reads the private model " + target.head.name()
                                    + ", which is for the group '"
                                    + target.config.text("group").orElse("") + "' only");
        }
    }
}

package dev.floe.models.parse;

import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.project.Names;
import dev.floe.models.project.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the node that a {@code ref} or {@code source} names. */
final class References {
    private final Map<String, Draft> byName = new HashMap<>();
    private final Map<String, Draft> bySource = new HashMap<>();
    private final Problems problems;

    References(Collection<Draft> drafts, Problems problems) {
        this.problems = problems;
        for (Draft draft : drafts) {
            if (draft.head.type() == ResourceType.SOURCE) {
                List<String> fqn = draft.head.fqn();
                bySource.put(key(fqn.get(fqn.size() - 2), draft.head.name()), draft);
            } else if (draft.head.type() != ResourceType.TEST) {
                Draft other = byName.putIfAbsent(draft.head.name(), draft);
                if (other != null) {
                    problems.add(
                            draft.head.path(),
                            0,
                            0,
                            "there are two resources called '" + draft.head.name() + "', so ref('" + draft.head.name()
                                    + "') is ambiguous; the other is " + other.head.path() + ": rename one of them");
                }
            }
        }
    }

    private static String key(String source, String table) {
        return source + "." + table;
    }

    /** The nodes that a draft mentions, each once; what names nothing becomes a problem. */
    Set<Draft> of(Draft draft) {
        Set<Draft> found = new LinkedHashSet<>();
        for (Draft.Mention<RefCall> mention : draft.refs) {
            ref(mention.call()).ifPresentOrElse(found::add, () -> unknown(draft, mention));
        }
        for (Draft.Mention<Draft.SourceCall> mention : draft.sources) {
            Draft.SourceCall call = mention.call();
            Optional.ofNullable(bySource.get(key(call.source(), call.table())))
                    .ifPresentOrElse(found::add, () -> unknownSource(draft, mention));
        }
        return found;
    }

    private Optional<Draft> ref(RefCall call) {
        return Optional.ofNullable(byName.get(call.name()))
                .filter(draft -> call.packageName()
                        .map(name -> name.equals(draft.head.packageName()))
                        .orElse(true));
    }

    private void unknown(Draft draft, Draft.Mention<RefCall> mention) {
        String name = mention.call().name();
        problems.add(
                draft.head.path(),
                mention.line(),
                0,
                "ref('" + name + "') in " + draft.head.name() + " names no model or seed"
                        + Names.hint(name, byName.keySet()) + "; is the file there, and is it enabled?");
    }

    private void unknownSource(Draft draft, Draft.Mention<Draft.SourceCall> mention) {
        Draft.SourceCall call = mention.call();
        problems.add(
                draft.head.path(),
                mention.line(),
                0,
                "source('" + call.source() + "', '" + call.table() + "') in " + draft.head.name()
                        + " is not declared" + Names.hint(key(call.source(), call.table()), bySource.keySet())
                        + "; declare it under sources: in a properties file");
    }
}

package dev.floe.models.graph;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dbt's selection syntax: parts separated by blanks are joined, parts separated by commas are intersected; {@code +x},
 * {@code x+}, {@code 2+x}, {@code @x} reach through the graph; {@code method:value} selects by something else than the name,
 * with {@code *}, {@code ?} and {@code […]} as wildcards.
 *
 * <p>Tests come along with the nodes they test. Immutable.
 */
public final class Selector {
    private static final Pattern PART = Pattern.compile(
            "(?<at>@)?(?<up>(?<updepth>\\d*)\\+)?((?<method>[a-z_]+)(?<arguments>(\\.[^.:+]+)*):)?(?<value>.*?)"
                    + "(?<down>\\+(?<downdepth>\\d*))?");

    private static final String EXPOSURE = "exposure";
    private static final String PACKAGE = "package";

    /** {@code package:this}. */
    private static final String THIS = "this";

    private final ModelGraph graph;
    private final String project;
    private final List<Exposure> exposures;

    /** A selector over one graph, of a project that nothing reads from outside. */
    public Selector(ModelGraph graph) {
        this(graph, "", List.of());
    }

    /**
     * A selector over one graph.
     *
     * @param project the project's name, which {@code package:this} means
     * @param exposures what {@code exposure:} selects by: with a plus before it, everything that the exposure reads
     */
    public Selector(ModelGraph graph, String project, List<Exposure> exposures) {
        this.graph = graph;
        this.project = project;
        this.exposures = List.copyOf(exposures);
    }

    /**
     * What a selection and an exclusion leave, in the order of the graph.
     *
     * @param select what to take; everything when empty
     * @param exclude what to leave out
     * @throws SelectorException if a part cannot be understood
     */
    public Set<String> select(List<String> select, List<String> exclude) {
        return select(select, exclude, IndirectSelection.EAGER);
    }

    private Set<String> select(List<String> select, List<String> exclude, IndirectSelection indirect) {
        Set<String> wanted =
                select.isEmpty() ? new LinkedHashSet<>(graph.nodes().keySet()) : union(select, indirect);
        wanted.removeAll(union(exclude, indirect));
        return ordered(wanted);
    }

    private Set<String> ordered(Set<String> wanted) {
        Set<String> ordered = new LinkedHashSet<>(graph.nodes().keySet());
        ordered.retainAll(wanted);
        return ordered;
    }

    /**
     * What a selection leaves, in the order of the graph.
     *
     * @param definitions the selectors of {@code selectors.yml}
     * @throws SelectorException if a part cannot be understood, or a selector is not there
     */
    public Set<String> select(Selection selection, Map<String, SelectorDefinition> definitions) {
        Set<String> selected;
        if (selection.ids().isPresent()) {
            selected = ordered(selection.ids().get());
        } else if (selection.selector().isPresent()) {
            SelectorDefinition named =
                    new SelectorDefinition.Named(selection.selector().get());
            selected = ordered(new SelectorEvaluation(this, definitions, selection.indirect()).of(named));
        } else {
            selected = select(selection.select(), selection.exclude(), selection.indirect());
        }
        selected.removeIf(id -> !selection.takes(graph.node(id).type()));
        return selected;
    }

    Set<String> union(List<String> specifications, IndirectSelection indirect) {
        Set<String> all = new LinkedHashSet<>();
        for (String specification : specifications) {
            for (String part : specification.strip().split("\\s+", -1)) {
                if (!part.isEmpty()) {
                    all.addAll(withTests(intersection(part), indirect));
                }
            }
        }
        return withTests(all, indirect);
    }

    private Set<String> intersection(String specification) {
        Set<String> common = null;
        for (String part : specification.split(",", -1)) {
            Set<String> found = part(part);
            if (common == null) {
                common = found;
            } else {
                common.retainAll(found);
            }
        }
        return common == null ? new LinkedHashSet<>() : common;
    }

    private Set<String> withTests(Set<String> selected, IndirectSelection indirect) {
        Set<String> all = new LinkedHashSet<>(selected);
        Set<String> known = new LinkedHashSet<>(selected);
        if (indirect == IndirectSelection.BUILDABLE) {
            known.addAll(graph.upstream(selected, -1));
            graph.nodes().values().stream()
                    .filter(node -> node.type() == ResourceType.SOURCE)
                    .forEach(source -> known.add(source.uniqueId()));
        }
        for (String id : selected) {
            for (String child : graph.children(id)) {
                Node node = graph.node(child);
                boolean test = node instanceof TestNode || node instanceof UnitTestNode;
                if (test && (indirect == IndirectSelection.EAGER || known.containsAll(node.dependsOn()))) {
                    all.add(child);
                }
            }
        }
        return all;
    }

    private Set<String> part(String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches() || matcher.group("value").isEmpty()) {
            throw new SelectorException(
                    part, "'" + part + "' is not a selector; write a name, or method:value such as tag:nightly");
        }
        if (EXPOSURE.equals(matcher.group("method"))) {
            return readBy(matcher);
        }
        Set<String> found = new LinkedHashSet<>();
        boolean own = PACKAGE.equals(matcher.group("method")) && THIS.equals(matcher.group("value"));
        NodeMatcher test = NodeMatcher.of(
                matcher.group("method"), matcher.group("arguments"), own ? project : matcher.group("value"), part);
        for (Node node : graph.nodes().values()) {
            if (test.matches(node)) {
                found.add(node.uniqueId());
            }
        }
        if (matcher.group("at") != null) {
            return new LinkedHashSet<>(graph.upstream(graph.downstream(found, -1), -1));
        }
        Set<String> reached = new LinkedHashSet<>(found);
        if (matcher.group("up") != null) {
            reached.addAll(graph.upstream(found, depth(matcher.group("updepth"))));
        }
        if (matcher.group("down") != null) {
            reached.addAll(graph.downstream(found, depth(matcher.group("downdepth"))));
        }
        return reached;
    }

    /** An exposure is no node itself, so it selects something only together with what it reads. */
    private Set<String> readBy(Matcher matcher) {
        Pattern pattern = NodeMatcher.glob(matcher.group("value"));
        Set<String> read = new LinkedHashSet<>();
        exposures.stream()
                .filter(exposure -> pattern.matcher(exposure.name()).matches())
                .forEach(exposure -> read.addAll(exposure.dependsOn()));
        if (matcher.group("at") != null) {
            return graph.upstream(read, -1);
        }
        if (matcher.group("up") == null) {
            return new LinkedHashSet<>();
        }
        int depth = depth(matcher.group("updepth"));
        return depth == 0 ? new LinkedHashSet<>() : graph.upstream(read, depth < 0 ? depth : depth - 1);
    }

    private static int depth(String digits) {
        return digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }

    /** The parts of a selection that no node answers to; the user probably mistyped them. */
    public List<String> unmatched(Collection<String> specifications) {
        return specifications.stream()
                .flatMap(specification -> Pattern.compile("\\s+").splitAsStream(specification.strip()))
                .filter(part -> !part.isEmpty() && intersection(part).isEmpty())
                .toList();
    }
}

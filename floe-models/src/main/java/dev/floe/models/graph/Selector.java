package dev.floe.models.graph;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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

    private final ModelGraph graph;
    private final Surroundings around;
    private final ExposureSelection exposures;

    /** A selector over one graph, of a project that nothing reads from outside. */
    public Selector(ModelGraph graph) {
        this(graph, Surroundings.NONE);
    }

    /** A selector over one graph. */
    public Selector(ModelGraph graph, Surroundings around) {
        this.graph = graph;
        this.around = around;
        this.exposures = new ExposureSelection(graph, around);
    }

    /**
     * What a selection and an exclusion leave, in the order of the graph.
     *
     * @param select what to take; everything when empty
     * @param exclude what to leave out
     * @throws SelectorException if a part cannot be understood
     */
    public Set<String> select(List<String> select, List<String> exclude) {
        return ordered(wanted(select, exclude, IndirectSelection.EAGER));
    }

    private Set<String> wanted(List<String> select, List<String> exclude, IndirectSelection indirect) {
        Set<String> wanted = new LinkedHashSet<>();
        if (select.isEmpty()) {
            wanted.addAll(graph.nodes().keySet());
            around.exposures().forEach(exposure -> wanted.add(exposure.uniqueId()));
        } else {
            wanted.addAll(union(select, indirect));
        }
        wanted.removeAll(union(exclude, indirect));
        return wanted;
    }

    private Set<String> ordered(Set<String> wanted) {
        Set<String> ordered = new LinkedHashSet<>(graph.nodes().keySet());
        ordered.retainAll(wanted);
        return ordered;
    }

    /**
     * What a selection leaves, in the order of the graph.
     *
     * @throws SelectorException if a part cannot be understood, or a selector is not there
     */
    public Set<String> select(Selection selection) {
        Set<String> selected = ordered(all(selection));
        selected.removeIf(id -> !selection.takes(graph.node(id).type()));
        return selected;
    }

    /**
     * The exposures that a selection leaves. They are no nodes, so nothing is run for them.
     *
     * @throws SelectorException if a part cannot be understood, or a selector is not there
     */
    public List<Exposure> exposures(Selection selection) {
        Set<String> selected = all(selection);
        return around.exposures().stream()
                .filter(exposure -> selected.contains(exposure.uniqueId()))
                .toList();
    }

    private Set<String> all(Selection selection) {
        if (selection.ids().isPresent()) {
            return selection.ids().get();
        }
        if (selection.selector().isPresent()) {
            return evaluation(selection.indirect())
                    .of(new SelectorDefinition.Named(selection.selector().get()));
        }
        return wanted(selection.select(), selection.exclude(), selection.indirect());
    }

    private SelectorEvaluation evaluation(IndirectSelection indirect) {
        return new SelectorEvaluation(this, around.definitions(), indirect);
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
        if (indirect == IndirectSelection.EMPTY) {
            return selected;
        }
        Set<String> all = new LinkedHashSet<>(selected);
        Set<String> known = new LinkedHashSet<>(selected);
        if (indirect == IndirectSelection.BUILDABLE) {
            known.addAll(exposures.upstream(selected, -1));
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
        Set<String> found = found(matcher, part);
        if (matcher.group("at") != null) {
            return exposures.upstream(exposures.downstream(found, -1), -1);
        }
        Set<String> reached = new LinkedHashSet<>(found);
        if (matcher.group("up") != null) {
            reached.addAll(exposures.upstream(found, depth(matcher.group("updepth"))));
        }
        if (matcher.group("down") != null) {
            reached.addAll(exposures.downstream(found, depth(matcher.group("downdepth"))));
        }
        return reached;
    }

    private Set<String> found(Matcher matcher, String part) {
        String method = matcher.group("method");
        String value = matcher.group("value");
        if (method != null && EarlierState.METHODS.contains(method)) {
            return new LinkedHashSet<>(around.earlier().select(method, value));
        }
        if ("selector".equals(method)) {
            return named(value, part);
        }
        Set<String> found = exposures.matching(method, value);
        if (Exposure.WORD.equals(method)) {
            return found;
        }
        NodeMatcher test = NodeMatcher.of(method, matcher.group("arguments"), value, part, around);
        for (Node node : graph.nodes().values()) {
            if (test.matches(node)) {
                found.add(node.uniqueId());
            }
        }
        return found;
    }

    /** What the selectors of {@code selectors.yml} select that have such a name. */
    private Set<String> named(String value, String part) {
        Pattern pattern = NodeMatcher.glob(value);
        List<String> names = around.definitions().keySet().stream()
                .filter(name -> pattern.matcher(name).matches())
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new SelectorException(part, "no selector of selectors.yml is called '" + value + "'");
        }
        Set<String> found = new LinkedHashSet<>();
        names.forEach(name -> found.addAll(evaluation(IndirectSelection.EAGER).of(new SelectorDefinition.Named(name))));
        return found;
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

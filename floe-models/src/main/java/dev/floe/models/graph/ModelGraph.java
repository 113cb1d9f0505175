package dev.floe.models.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All enabled nodes of a project and what reads what. Immutable; iteration follows the order the nodes were given in. */
public final class ModelGraph {
    private final Map<String, Node> nodes;
    private final Map<String, Set<String>> children;

    private ModelGraph(Map<String, Node> nodes, Map<String, Set<String>> children) {
        this.nodes = nodes;
        this.children = children;
    }

    /**
     * The graph of these nodes.
     *
     * @param all every dependency names one of them
     * @throws IllegalArgumentException if a dependency is not among the nodes, or an id occurs twice
     */
    public static ModelGraph of(Collection<? extends Node> all) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Map<String, Set<String>> children = new LinkedHashMap<>();
        for (Node node : all) {
            if (nodes.put(node.uniqueId(), node) != null) {
                throw new IllegalArgumentException("two nodes are called " + node.uniqueId());
            }
            children.put(node.uniqueId(), new LinkedHashSet<>());
        }
        for (Node node : all) {
            for (String parent : node.dependsOn()) {
                Set<String> known = children.get(parent);
                if (known == null) {
                    throw new IllegalArgumentException(node.uniqueId() + " depends on the unknown " + parent);
                }
                known.add(node.uniqueId());
            }
        }
        return new ModelGraph(Collections.unmodifiableMap(nodes), children);
    }

    /** Every node by its id. */
    public Map<String, Node> nodes() {
        return nodes;
    }

    /**
     * A node.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public Node node(String uniqueId) {
        Node node = nodes.get(uniqueId);
        if (node == null) {
            throw new IllegalArgumentException("no node is called " + uniqueId);
        }
        return node;
    }

    /** The nodes that read a node directly. */
    public Set<String> children(String uniqueId) {
        return Collections.unmodifiableSet(children.getOrDefault(uniqueId, Set.of()));
    }

    /** The nodes that a node reads directly. */
    public List<String> parents(String uniqueId) {
        return node(uniqueId).dependsOn();
    }

    /**
     * Everything a set of nodes reads, directly or not, the nodes themselves included.
     *
     * @param depth how many steps; negative for all
     */
    public Set<String> upstream(Collection<String> from, int depth) {
        return reach(from, depth, false);
    }

    /**
     * Everything that reads a set of nodes, directly or not, the nodes themselves included.
     *
     * @param depth how many steps; negative for all
     */
    public Set<String> downstream(Collection<String> from, int depth) {
        return reach(from, depth, true);
    }

    private Set<String> reach(Collection<String> from, int depth, boolean down) {
        Set<String> seen = new LinkedHashSet<>(from);
        Deque<String> edge = new ArrayDeque<>(seen);
        for (int step = 0; !edge.isEmpty() && step != depth; step++) {
            Deque<String> next = new ArrayDeque<>();
            for (String id : edge) {
                for (String neighbour : down ? children(id) : parents(id)) {
                    if (seen.add(neighbour)) {
                        next.add(neighbour);
                    }
                }
            }
            edge = next;
        }
        return seen;
    }

    /** A circle of nodes, each read by the next and the last by the first, if there is one. */
    public Optional<List<String>> cycle() {
        Set<String> done = new LinkedHashSet<>();
        for (String start : nodes.keySet()) {
            if (!done.contains(start)) {
                Optional<List<String>> found = cycleFrom(start, done);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> cycleFrom(String start, Set<String> done) {
        List<String> path = new ArrayList<>(List.of(start));
        List<List<String>> rest = new ArrayList<>(List.of(new ArrayList<>(children(start))));
        Set<String> onPath = new LinkedHashSet<>(path);
        while (!path.isEmpty()) {
            List<String> choices = rest.get(rest.size() - 1);
            if (choices.isEmpty()) {
                String last = path.remove(path.size() - 1);
                rest.remove(rest.size() - 1);
                onPath.remove(last);
                done.add(last);
                continue;
            }
            String next = choices.remove(0);
            if (onPath.contains(next)) {
                return Optional.of(List.copyOf(path.subList(path.indexOf(next), path.size())));
            }
            if (!done.contains(next)) {
                path.add(next);
                onPath.add(next);
                rest.add(new ArrayList<>(children(next)));
            }
        }
        return Optional.empty();
    }
}

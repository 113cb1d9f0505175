package dev.floe.it.manifest;

import dev.floe.jinja.JinjaException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Renders nodes to what dbt compiles them to: the template, with ephemeral models before it. */
final class NodeRenderer {
    private static final String PYTHON_POSTFIX = "{{ py_script_postfix(model) }}";

    private final Session session;
    private final Map<String, Body> ephemeral = new HashMap<>();

    NodeRenderer(Session session) {
        this.session = session;
    }

    /**
     * A node's text.
     *
     * @param text as dbt compiles it
     * @param uncertain what was read that may have been otherwise for dbt
     * @param selfLookedUp whether it depends on whether the node's relation is there
     */
    record Rendered(String text, Set<String> uncertain, boolean selfLookedUp) {}

    /** A text before ephemeral models are put in, and which those are: name and SQL by node. */
    private record Body(String text, Map<String, String> expressions, Set<String> uncertain, boolean selfLookedUp) {}

    /**
     * Renders a node.
     *
     * @throws JinjaException if its template fails
     * @throws NeedsMore if something is not known
     */
    Rendered render(Node node, State state) {
        try {
            Body body = body(node, state);
            String text = CteInjection.inject(body.text(), body.expressions().values());
            return new Rendered(text, body.uncertain(), body.selfLookedUp());
        } catch (JinjaException e) {
            NeedsMore needed = NeedsMore.in(e);
            throw needed == null ? e : needed;
        } finally {
            session.undo();
        }
    }

    private Body body(Node node, State state) {
        RenderContext context = new RenderContext(session, node, state);
        String text = text(node, context);
        Map<String, String> expressions = new LinkedHashMap<>();
        Set<String> uncertain = new LinkedHashSet<>(context.uncertain());
        for (String id : List.copyOf(context.ephemeral())) {
            Node other = Objects.requireNonNull(session.manifest().node(id));
            Body inner = ephemeral.get(id);
            if (inner == null) {
                inner = body(other, State.AS_IS);
                ephemeral.put(id, inner);
            }
            expressions.putAll(inner.expressions());
            expressions.put(id, " __dbt__cte__" + other.identifier() + " as (\n" + inner.text() + "\n)");
            uncertain.addAll(inner.uncertain());
        }
        return new Body(text, expressions, uncertain, context.selfLookedUp());
    }

    private String text(Node node, RenderContext context) {
        try {
            if (GenericTest.is(node)) {
                context.put(GenericTest.ARGUMENTS, GenericTest.arguments(node, context));
            }
            String raw = node.text("raw_code").orElse("");
            return node.isPython()
                    ? raw + "\n\n"
                            + session.jinja().parse(PYTHON_POSTFIX, node.id()).render(context)
                    : session.jinja().parse(raw, node.id()).render(context);
        } catch (JinjaException e) {
            if (NeedsMore.in(e) == null && !context.uncertain().isEmpty()) {
                throw new NeedsMore(
                        "it fails (" + e.detail() + ") after it has read " + String.join(", ", context.uncertain()), e);
            }
            throw e;
        }
    }
}

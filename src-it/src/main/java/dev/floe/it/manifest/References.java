package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ref}, {@code source}, {@code function} and {@code this}. */
final class References {
    private static final Signature SOURCE = Signature.of("source(source_name, table_name)");

    private final RenderContext context;
    private final Session session;

    References(RenderContext context) {
        this.context = context;
        this.session = context.session();
    }

    Object ref(Arguments arguments) {
        int count = arguments.positional().size();
        if (count < 1 || count > 2) {
            throw Failures.compilation("ref() takes at most two arguments (" + count + " given)");
        }
        @Nullable String target = count == 2 ? Values.text(arguments.positional().get(0)) : null;
        String name = Values.text(arguments.positional().get(count - 1));
        Map<String, Object> keywords = arguments.keywords();
        Object version = Values.isTrue(keywords.get("version")) ? keywords.get("version") : keywords.get("v");
        Node node = session.manifest()
                .ref(
                        target,
                        name,
                        Values.isTrue(version) ? Values.text(version) : null,
                        context.node().packageName())
                .orElseThrow(() -> Failures.compilation(
                        context.node().id() + " depends on a node named '" + name + "' which was not found"));
        if (node.isEphemeral()) {
            context.ephemeral().add(node.id());
            return Relation.cte(node.identifier());
        }
        return limited(relation(node));
    }

    Object source(Arguments arguments) {
        Object[] names = SOURCE.bind(arguments);
        String source = Values.text(names[0]);
        String table = Values.text(names[1]);
        Node node = session.manifest()
                .source(source, table, context.node().packageName())
                .orElseThrow(() -> Failures.compilation(context.node().id() + " depends on a source named '" + source
                        + "." + table + "' which was not found"));
        Relation relation = named(node).quoting(Policy.merged(Policy.ALL, node.get("quoting")));
        // A file behind a source has its place in the name that the manifest gives the relation.
        String printed = node.text("relation_name").orElse(relation.render());
        return limited(printed.equals(relation.render()) ? relation : relation.outside(printed));
    }

    Object function(Arguments arguments) {
        int count = arguments.positional().size();
        String name = Values.text(arguments.positional().get(count - 1));
        Node node = session.manifest()
                .function(
                        count == 2 ? Values.text(arguments.positional().get(0)) : null,
                        name,
                        context.node().packageName())
                .orElseThrow(() -> Failures.compilation("a function named '" + name + "' was not found"));
        return named(node)
                .quoting(Policy.merged(Policy.ALL, node.config().get("quoting")))
                .typed("function");
    }

    Relation self() {
        return relation(context.node());
    }

    private Relation relation(Node node) {
        return named(node)
                .quoting(Policy.merged(session.quoting(), node.config().get("quoting")));
    }

    private static Relation named(Node node) {
        return Relation.of(
                node.text("database").orElse(null), node.text("schema").orElse(null), node.identifier());
    }

    private Relation limited(Relation relation) {
        return session.empty() ? relation.emptied() : relation;
    }
}

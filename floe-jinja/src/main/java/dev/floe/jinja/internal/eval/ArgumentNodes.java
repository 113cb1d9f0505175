package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The linked arguments of a call. Immutable. */
final class ArgumentNodes {
    /** Whose errors Python users see: what dbt's sandbox calls everything through. */
    private static final String CALL = "jinja2.sandbox.SandboxedEnvironment.call() ";

    static final ArgumentNodes NONE = new ArgumentNodes(new Node[0], List.of(), new Node[0], null, null);

    private final Node[] positional;
    private final List<String> names;
    private final Node[] named;
    private final @Nullable Node spread;
    private final @Nullable Node keywordSpread;

    ArgumentNodes(
            Node[] positional, List<String> names, Node[] named, @Nullable Node spread, @Nullable Node keywordSpread) {
        this.positional = positional;
        this.names = names;
        this.named = named;
        this.spread = spread;
        this.keywordSpread = keywordSpread;
    }

    /**
     * The arguments' values.
     *
     * @param caller the body of a call block, handed over as the keyword {@code caller}, or null
     */
    Arguments eval(Frame frame, @Nullable Object caller) {
        @Nullable Object[] values = new @Nullable Object[positional.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = positional[i].eval(frame);
        }
        if (named.length == 0 && spread == null && keywordSpread == null && caller == null) {
            return Arguments.of(values);
        }
        List<Object> all = Arrays.asList(values);
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (int i = 0; i < named.length; i++) {
            keywords.put(names.get(i), named[i].eval(frame));
        }
        if (caller != null) {
            keywords.put("caller", caller);
        }
        if (spread != null) {
            all = spread(all, spread.eval(frame));
        }
        if (keywordSpread != null) {
            spread(keywords, keywordSpread.eval(frame));
        }
        return Arguments.of(all, keywords);
    }

    private static List<Object> spread(List<Object> before, @Nullable Object iterable) {
        if (!Py.isIterable(iterable)) {
            throw PyError.type("Value after * must be an iterable, not " + Py.typeName(iterable));
        }
        List<Object> all = new ArrayList<>(before);
        for (Iterator<Object> more = Py.iterate(iterable); more.hasNext(); ) {
            all.add(more.next());
        }
        return all;
    }

    private static void spread(Map<String, Object> keywords, @Nullable Object mapping) {
        if (mapping instanceof Undefined undefined) {
            if (undefined.kind() == UndefinedKind.CAPTURING) {
                return;
            }
            throw undefined.failure();
        }
        if (!(mapping instanceof PyDict dict)) {
            throw PyError.type(CALL + "argument after ** must be a mapping, not " + Py.typeName(mapping));
        }
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            String name = Py.text(entry.getKey());
            if (name == null) {
                throw PyError.type("keywords must be strings");
            }
            if (keywords.containsKey(name)) {
                throw PyError.type(CALL + "got multiple values for keyword argument '" + name + "'");
            }
            keywords.put(name, entry.getValue());
        }
    }
}

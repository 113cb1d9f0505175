package dev.floe.jinja.internal.library;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.internal.eval.Calls;
import dev.floe.jinja.internal.eval.Run;
import dev.floe.jinja.internal.eval.RunFilter;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.Repr;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply a filter or a test, given by name, to every element. */
final class SelectFilters {
    static final Map<String, Filter> ALL = Map.of(
            "map", (RunFilter) SelectFilters::map,
            "select", (RunFilter) (run, value, arguments) -> select(run, value, arguments, false, true),
            "reject", (RunFilter) (run, value, arguments) -> select(run, value, arguments, false, false),
            "selectattr", (RunFilter) (run, value, arguments) -> select(run, value, arguments, true, true),
            "rejectattr", (RunFilter) (run, value, arguments) -> select(run, value, arguments, true, false));

    private SelectFilters() {}

    /** What is done to each element. */
    private interface Mapping {
        @Nullable Object apply(@Nullable Object element);
    }

    private static Object map(Run run, @Nullable Object value, Arguments arguments) {
        return Generators.of("sync_do_map", () -> {
            if (!Py.truth(value)) {
                return Collections.emptyIterator();
            }
            Mapping mapping = mapping(run, arguments);
            Iterator<Object> elements = Py.iterate(value);
            return new Generators.Steps(steps -> {
                if (elements.hasNext()) {
                    run.count(1);
                    steps.put(mapping.apply(elements.next()));
                }
            });
        });
    }

    private static Mapping mapping(Run run, Arguments arguments) {
        List<Object> positional = arguments.positional();
        if (positional.isEmpty() && arguments.keywords().containsKey("attribute")) {
            Map<String, Object> rest = new LinkedHashMap<>(arguments.keywords());
            AttributePath path = AttributePath.of(run, rest.remove("attribute"), rest.remove("default"));
            if (!rest.isEmpty()) {
                throw argument("Unexpected keyword argument "
                        + Repr.quote(rest.keySet().iterator().next()));
            }
            return path::of;
        }
        if (positional.isEmpty()) {
            throw argument("map requires a filter argument");
        }
        Object name = positional.get(0);
        Filter filter = run.settings().filters().get(Repr.str(name));
        Arguments rest = Arguments.of(positional.subList(1, positional.size()), arguments.keywords());
        return element -> {
            if (filter == null) {
                throw unknown("filter", name);
            }
            return Calls.filter(run, filter, element, rest);
        };
    }

    private static Object select(
            Run run, @Nullable Object value, Arguments arguments, boolean byAttribute, boolean keep) {
        return Generators.of("select_or_reject", () -> {
            if (!Py.truth(value)) {
                return Collections.emptyIterator();
            }
            Predicate<Object> test = test(run, arguments, byAttribute);
            Iterator<Object> elements = Py.iterate(value);
            return new Generators.Steps(steps -> {
                while (elements.hasNext()) {
                    run.count(1);
                    Object element = elements.next();
                    if (test.test(element) == keep) {
                        steps.put(element);
                        return;
                    }
                }
            });
        });
    }

    private static Predicate<Object> test(Run run, Arguments arguments, boolean byAttribute) {
        List<Object> positional = arguments.positional();
        if (byAttribute && positional.isEmpty()) {
            throw argument("Missing parameter for attribute name");
        }
        AttributePath path = AttributePath.of(run, byAttribute ? positional.get(0) : null, null);
        List<Object> rest = byAttribute ? positional.subList(1, positional.size()) : positional;
        if (rest.isEmpty()) {
            return element -> Py.truth(path.of(element));
        }
        TemplateTest test = run.settings().tests().get(Repr.str(rest.get(0)));
        Arguments given = Arguments.of(rest.subList(1, rest.size()), arguments.keywords());
        return element -> {
            Object value = path.of(element);
            if (test == null) {
                throw unknown("test", rest.get(0));
            }
            return Calls.test(run, test, value, given);
        };
    }

    private static JinjaException unknown(String what, @Nullable Object name) {
        String detail = "No " + what + " named " + Repr.of(name) + ".";
        if (name instanceof Undefined undefined) {
            detail += " (" + undefined.failure().detail() + "; did you forget to quote the callable name?)";
        }
        return PyError.runtime(detail);
    }

    private static JinjaException argument(String detail) {
        return JinjaException.of(ErrorKind.FILTER_ARGUMENT, detail);
    }
}

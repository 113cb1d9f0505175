package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.value.Budget;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.PyList;
import dev.floe.jinja.internal.value.PyTuple;
import dev.floe.jinja.internal.value.Repr;
import dev.floe.jinja.internal.value.Sorting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values over several lines of at most 80 characters, dicts in the order of their keys. */
final class PrettyPrinter {
    private static final int WIDTH = 80;
    private static final int MAX_DEPTH = 100;

    String print(@Nullable Object value) {
        return print(value, 0, 0, 0);
    }

    private String print(@Nullable Object value, int indent, int allowance, int depth) {
        Budget.work(1);
        Object ordered = depth == 0 ? ordered(value, 0) : value;
        String line = Repr.of(ordered);
        boolean collection = ordered instanceof PyList || ordered instanceof PyTuple || ordered instanceof PyDict;
        if (ordered == null || !collection || Py.length(line) <= WIDTH - indent - allowance || depth > MAX_DEPTH) {
            return line;
        }
        List<String> items = new ArrayList<>();
        if (ordered instanceof PyDict dict) {
            int last = dict.size();
            for (Object key : dict.keySet()) {
                last--;
                String name = Repr.of(key) + ": ";
                items.add(name
                        + print(dict.get(key), indent + 1 + name.length(), last == 0 ? allowance + 1 : 1, depth + 1));
            }
        } else {
            List<?> list = (List<?>) ordered;
            int end = list.size() == 1 && ordered instanceof PyTuple ? 2 : 1;
            for (int i = 0; i < list.size(); i++) {
                items.add(print(list.get(i), indent + 1, i == list.size() - 1 ? allowance + end : 1, depth + 1));
            }
        }
        String brackets = ordered instanceof PyDict ? "{}" : ordered instanceof PyTuple ? "()" : "[]";
        String comma = ordered instanceof PyTuple && items.size() == 1 ? "," : "";
        return brackets.charAt(0) + String.join(",\n" + " ".repeat(indent + 1), items) + comma + brackets.charAt(1);
    }

    /** The value with all dicts in the order of their keys. */
    private static @Nullable Object ordered(@Nullable Object value, int depth) {
        Budget.work(1);
        if (depth > MAX_DEPTH) {
            return value;
        }
        if (value instanceof PyDict dict) {
            PyDict sorted = new PyDict();
            for (Object key : Sorting.sort(dict, PrettyPrinter::rank, false)) {
                sorted.put(key, ordered(dict.get(key), depth + 1));
            }
            return sorted;
        }
        if (value instanceof PyList || value instanceof PyTuple) {
            PyList items = new PyList();
            ((List<?>) value).forEach(item -> items.add(ordered(item, depth + 1)));
            return value instanceof PyList ? items : PyTuple.of(items.toArray());
        }
        return value;
    }

    /** Keys of different types have no order of their own: the types' names decide. */
    private static Object rank(@Nullable Object key) {
        String type = Py.typeName(key);
        return PyTuple.of(
                type.equals("bool") || type.equals("float") ? "int" : type, type.equals("NoneType") ? 0L : key);
    }
}

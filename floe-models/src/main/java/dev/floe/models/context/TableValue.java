package dev.floe.models.context;

import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A query's answer as templates hold it: {@code rows}, {@code columns}, {@code column_names}. Immutable.
 *
 * @param result the answer
 */
public record TableValue(QueryResult result) implements HostObject {
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "rows" -> new Sequence("MappedSequence", rows(), List.of());
            case "columns" -> new Sequence("MappedSequence", columns(), result.columns());
            case "column_names" -> Values.tuple(result.columns());
            case "print_table" -> (Callable) arguments -> "";
            default -> Values.MISSING;
        };
    }

    private List<Object> rows() {
        List<Object> rows = new ArrayList<>(result.rows().size());
        result.rows().forEach(row -> rows.add(new Sequence("Row", row, result.columns())));
        return rows;
    }

    private List<Object> columns() {
        List<Object> columns = new ArrayList<>(result.columns().size());
        for (int i = 0; i < result.columns().size(); i++) {
            List<@Nullable Object> values = new ArrayList<>(result.rows().size());
            for (List<@Nullable Object> row : result.rows()) {
                values.add(row.get(i));
            }
            columns.add(new Column(result.columns().get(i), new Sequence("Column", values, List.of())));
        }
        return columns;
    }

    @Override
    public OptionalInt length() {
        return OptionalInt.of(result.rows().size());
    }

    @Override
    public Optional<Iterator<?>> iterate() {
        return Optional.of(rows().iterator());
    }

    @Override
    public String typeName() {
        return "Table";
    }

    /** A column: its name, its values. */
    private record Column(String columnName, Sequence sequence) implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return name.equals("name") ? columnName : sequence.getAttribute(name);
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            return sequence.getItem(key);
        }

        @Override
        public OptionalInt length() {
            return sequence.length();
        }

        @Override
        public Optional<Iterator<?>> iterate() {
            return sequence.iterate();
        }

        @Override
        public String typeName() {
            return "Column";
        }
    }

    /** Values by index and, where there are keys, by key. */
    private record Sequence(String typeName, List<?> elements, List<String> keys) implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "values" -> (Callable) arguments -> Values.tuple(elements);
                case "keys" -> (Callable) arguments -> Values.tuple(keys);
                case "items" -> (Callable) arguments -> Values.list(items());
                case "get" ->
                    (Callable) arguments -> {
                        Object found = getItem(arguments.positional().get(0));
                        return found != Values.MISSING
                                ? found
                                : arguments.positional().size() > 1
                                        ? arguments.positional().get(1)
                                        : null;
                    };
                case "dict" ->
                    (Callable) arguments -> {
                        java.util.Map<Object, @Nullable Object> map = new java.util.LinkedHashMap<>();
                        for (int i = 0; i < keys.size(); i++) {
                            map.put(keys.get(i), elements.get(i));
                        }
                        return Values.dict(map);
                    };
                default -> Values.MISSING;
            };
        }

        private Collection<Object> items() {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                List<@Nullable Object> pair = new ArrayList<>();
                pair.add(keys.get(i));
                pair.add(elements.get(i));
                items.add(Values.tuple(pair));
            }
            return items;
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            int index = -1;
            if (key instanceof Number number) {
                index = number.intValue() < 0 ? elements.size() + number.intValue() : number.intValue();
            } else if (key instanceof String name) {
                index = index(name);
            }
            return index >= 0 && index < elements.size() ? elements.get(index) : Values.MISSING;
        }

        private int index(String name) {
            int exact = keys.indexOf(name);
            if (exact >= 0) {
                return exact;
            }
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).equalsIgnoreCase(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public OptionalInt length() {
            return OptionalInt.of(elements.size());
        }

        @Override
        public Optional<Iterator<?>> iterate() {
            return Optional.of(elements.iterator());
        }
    }
}

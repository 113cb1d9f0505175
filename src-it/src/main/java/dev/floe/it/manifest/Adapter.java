package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.context.QueryResult;
import dev.floe.models.context.TableValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * dbt's {@code adapter}: dispatch, names, and look-ups in the database. As in dbt most of the latter are macros, which the manifest
 * has: what runs a statement here is {@code execute} alone.
 */
final class Adapter implements HostObject {
    private static final Signature DISPATCH = Signature.of("dispatch(macro_name, macro_namespace=None, packages=None)");
    private static final Signature EXECUTE = Signature.of("execute(sql, auto_begin=False, fetch=False, limit=None)");
    private static final Signature GET = Signature.of("get_relation(database, schema, identifier)");
    private static final Signature LIST = Signature.of("list_relations(database, schema)");
    private static final Signature MISSING = Signature.of("get_missing_columns(from_relation, to_relation)");
    private static final Signature EXISTS = Signature.of("check_schema_exists(database, schema)");
    private static final Signature SEED_COLUMN = Signature.of("quote_seed_column(column, quote_config=None)");
    private static final Signature CONFIGURED = Signature.of("quote_as_configured(identifier, quote_key)");

    private final RenderContext context;

    Adapter(RenderContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "dispatch" -> (Callable) this::dispatch;
            case "type" -> (Callable) arguments -> context.session().manifest().adapterType();
            case "config" -> new RuntimeConfig(context.session());
            case "Relation" -> new RelationClass(context.session().quoting());
            case "Column" -> new Column.OfType();
            case "quote" ->
                (Callable)
                        arguments -> quoted(Values.text(arguments.positional().get(0)));
            case "quote_seed_column" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = SEED_COLUMN.bind(arguments);
                    return Boolean.FALSE.equals(bound[1]) ? bound[0] : quoted(Values.text(bound[0]));
                };
            case "quote_as_configured" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = CONFIGURED.bind(arguments);
                    boolean quotes = context.session().quoting().getOrDefault(Values.text(bound[1]), false);
                    return quotes ? quoted(Values.text(bound[0])) : bound[0];
                };
            case "escape_sql_string" ->
                (Callable)
                        arguments -> Values.text(arguments.positional().get(0)).replace("'", "''");
            case "execute", "add_query" -> (Callable) this::execute;
            case "get_relation" -> (Callable) this::getRelation;
            case "list_relations", "list_relations_without_caching" -> (Callable) this::listRelations;
            case "get_columns_in_relation" -> (Callable) this::columns;
            case "get_column_schema_from_query" -> (Callable) this::queryColumns;
            case "get_missing_columns" -> (Callable) this::missingColumns;
            case "check_schema_exists" -> (Callable) this::schemaExists;
            case "create_schema", "drop_schema", "drop_relation", "truncate_relation", "rename_relation" ->
                context.macro(ManifestMacros.BUILT_IN, name);
            case "commit",
                    "cache_added",
                    "cache_dropped",
                    "cache_renamed",
                    "clear_transaction",
                    "warn_once",
                    "expand_target_column_types" -> (Callable) arguments -> "";
            case "is_motherduck", "is_ducklake", "disable_transactions", "use_ducklake_table_workarounds" ->
                (Callable) arguments -> false;
            case "valid_incremental_strategies" ->
                (Callable) arguments -> Values.list(List.of("append", "delete+insert", "merge", "microbatch"));
            case "get_binding_char" -> (Callable) arguments -> "?";
            case "external_root" ->
                (Callable) arguments -> context.session().target().get("external_root");
            default -> throw new NeedsMore("adapter." + name);
        };
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private Object dispatch(Arguments arguments) {
        @Nullable Object[] bound = DISPATCH.bind(arguments);
        String name = Values.text(bound[0]);
        @Nullable String namespace = bound[1] == null ? null : Values.text(bound[1]);
        ManifestMacros.Macro known = knownToCaller(name);
        if (known != null) {
            return context.bind(known);
        }
        List<String> tried = new ArrayList<>();
        for (String place : searchOrder(namespace)) {
            for (String prefix : context.session().macros().prefixes()) {
                String full = prefix + "__" + name;
                tried.add(place.isEmpty() ? full : place + "." + full);
                ManifestMacros.Macro macro = place.isEmpty()
                        ? context.session().macros().find(context.node().packageName(), full)
                        : context.session().macros().inPackage(place, full);
                if (macro != null) {
                    return context.bind(macro);
                }
            }
        }
        throw Failures.compilation("In dispatch: No macro named '" + name + "' found within namespace: '" + namespace
                + "'\n    Searched for: " + String.join(", ", tried));
    }

    /** Where to look, in order; an empty text stands for whatever an unqualified name means. */
    private List<String> searchOrder(@Nullable String namespace) {
        if (namespace == null) {
            return List.of("");
        }
        List<String> configured = context.session().surroundings().searchOrder(namespace);
        if (!configured.isEmpty()) {
            return configured;
        }
        return context.session().macros().hasPackage(namespace)
                ? List.of(context.session().macros().project(), namespace)
                : List.of("");
    }

    /** Where the project's search orders are not known: the implementation that dbt found for the calling macro. */
    private ManifestMacros.@Nullable Macro knownToCaller(String name) {
        ManifestMacros.Macro caller = context.runningMacro();
        if (caller == null || context.session().surroundings().knowsDispatch()) {
            return null;
        }
        for (Object id : Json.list(caller.dependsOn().get("macros"))) {
            ManifestMacros.Macro macro = context.session().macros().byId(String.valueOf(id));
            if (macro != null
                    && context.session().macros().prefixes().stream()
                            .anyMatch(prefix -> macro.name().equals(prefix + "__" + name))) {
                return macro;
            }
        }
        return null;
    }

    private Object execute(Arguments arguments) {
        @Nullable Object[] bound = EXECUTE.bind(arguments);
        QueryResult result = context.query(Values.text(bound[0]));
        List<Object> pair = new ArrayList<>();
        pair.add(new Response(result.rows().size()));
        pair.add(new TableValue(result));
        return Values.tuple(pair);
    }

    /** Calls a macro of dbt's, as the project has it. */
    private @Nullable Object call(String macro, @Nullable Object... arguments) {
        ManifestMacros.Macro found =
                context.session().macros().find(context.session().macros().project(), macro);
        if (found == null) {
            throw new NeedsMore("the macro " + macro);
        }
        return context.bind(found).call(Arguments.of(arguments));
    }

    private List<Relation> relations(@Nullable Object database, @Nullable Object schema) {
        Relation place = Relation.of(text(database), text(schema), null)
                .quoting(context.session().quoting())
                .including(Map.of("database", true, "schema", true, "identifier", false));
        List<Relation> relations = new ArrayList<>();
        if (call("list_relations_without_caching", place) instanceof TableValue table) {
            for (List<@Nullable Object> row : table.result().rows()) {
                Relation relation = Relation.of(text(row.get(0)), text(row.get(2)), text(row.get(1)))
                        .typed(row.get(3) == null ? "external" : text(row.get(3)));
                if (!context.isHidden(relation)) {
                    relations.add(relation);
                }
            }
        }
        return relations;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || Values.isUndefined(value) ? null : Values.text(value);
    }

    private @Nullable Object getRelation(Arguments arguments) {
        @Nullable Object[] bound = GET.bind(arguments);
        for (Relation relation : relations(bound[0], bound[1])) {
            if (relation.sameName(text(bound[0]), text(bound[1]), text(bound[2]))) {
                return relation;
            }
        }
        return null;
    }

    private Object listRelations(Arguments arguments) {
        if (arguments.count() == 1) {
            Object place = arguments.positional().isEmpty()
                    ? arguments.keywords().values().iterator().next()
                    : arguments.positional().get(0);
            if (place instanceof Relation relation) {
                return Values.list(relations(relation.part("database"), relation.part("schema")));
            }
        }
        @Nullable Object[] bound = LIST.bind(arguments);
        return Values.list(relations(bound[0], bound[1]));
    }

    private @Nullable Object columns(Arguments arguments) {
        Object relation = arguments.positional().isEmpty()
                ? arguments.keywords().get("relation")
                : arguments.positional().get(0);
        try {
            return call("get_columns_in_relation", relation);
        } catch (RuntimeException e) {
            NeedsMore refused = NeedsMore.in(e);
            if (refused != null && String.valueOf(refused.getMessage()).contains("does not exist")) {
                return Values.list(List.of());
            }
            throw e;
        }
    }

    private Object queryColumns(Arguments arguments) {
        String sql = Values.text(arguments.positional().get(0));
        List<Object> columns = new ArrayList<>();
        for (List<@Nullable Object> row :
                context.query("DESCRIBE (" + sql + ")").rows()) {
            columns.addAll(
                    new Column(String.valueOf(row.get(0)), String.valueOf(row.get(1)), null, null, null).flatten());
        }
        return Values.list(columns);
    }

    private Object missingColumns(Arguments arguments) {
        @Nullable Object[] bound = MISSING.bind(arguments);
        Set<Object> there = new LinkedHashSet<>();
        Json.list(columns(Arguments.of(bound[1]))).forEach(column -> there.add(((Column) column).column()));
        return Values.list(Json.list(columns(Arguments.of(bound[0]))).stream()
                .filter(column -> !there.contains(((Column) column).column()))
                .toList());
    }

    private Object schemaExists(Arguments arguments) {
        @Nullable Object[] bound = EXISTS.bind(arguments);
        Relation place = Relation.of(text(bound[0]), text(bound[1]), "INFORMATION_SCHEMA");
        Object found = call("check_schema_exists", place.informationSchema(null), Values.text(bound[1]));
        return found instanceof TableValue table
                && !table.result().rows().isEmpty()
                && Values.isTrue(table.result().rows().get(0).get(0));
    }

    @Override
    public String typeName() {
        return "RuntimeDatabaseWrapper";
    }

    /** What the database says of a statement that ran. */
    private record Response(long rows) implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "code", "message" -> "OK";
                case "rows_affected" -> rows;
                default -> Values.MISSING;
            };
        }

        @Override
        public String text() {
            return "OK";
        }
    }
}

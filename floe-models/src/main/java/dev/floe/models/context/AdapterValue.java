package dev.floe.models.context;

import dev.floe.FloeException;
import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code adapter} object. While a project is read it knows no database: look-ups find nothing, statements do nothing. */
final class AdapterValue implements HostObject {
    private static final Signature DISPATCH = Signature.of("dispatch(macro_name, macro_namespace=None, packages=None)");
    private static final Signature GET_RELATION = Signature.of("get_relation(database, schema, identifier)");
    private static final Signature LIST = Signature.of("list_relations(database, schema)");
    private static final Signature RELATION = Signature.of("relation(relation)");
    private static final Signature RENAME = Signature.of("rename_relation(from_relation, to_relation)");
    private static final Signature EXECUTE = Signature.of("execute(sql, auto_begin=False, fetch=False, limit=None)");
    private static final Signature ALREADY_EXISTS = Signature.of("already_exists(schema, name)");
    private static final Signature SCHEMA_EXISTS = Signature.of("check_schema_exists(database, schema)");

    private final NodeContext context;
    private final Dialect dialect;

    AdapterValue(NodeContext context) {
        this.context = context;
        this.dialect = context.settings().dialect();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "dispatch" -> (Callable) this::dispatch;
            case "type" -> (Callable) arguments -> dialect.name();
            case "quote" ->
                (Callable) arguments ->
                        dialect.quote(Values.text(arguments.positional().get(0)));
            case "quote_as_configured", "quote_seed_column" ->
                (Callable) arguments ->
                        dialect.quote(Values.text(arguments.positional().get(0)));
            case "get_relation", "load_relation" -> (Callable) this::getRelation;
            case "get_columns_in_relation" -> (Callable) this::columns;
            case "get_column_schema_from_query" ->
                (Callable) arguments ->
                        columnsOf(Values.text(arguments.positional().get(0)));
            case "list_relations", "list_relations_without_caching" -> (Callable) this::listRelations;
            case "check_schema_exists" -> (Callable) this::schemaExists;
            case "create_schema" ->
                statement(RELATION, bound -> {
                    RelationValue relation = (RelationValue) bound[0];
                    return dialect.createSchema(
                            orTarget(relation.database(), true), orTarget(relation.schema(), false));
                });
            case "drop_relation" -> statement(RELATION, bound -> drop((RelationValue) bound[0]));
            case "truncate_relation" ->
                statement(RELATION, bound -> "delete from " + ((RelationValue) bound[0]).text());
            case "rename_relation" ->
                statement(
                        RENAME,
                        bound -> "alter " + kind((RelationValue) bound[0]) + " " + ((RelationValue) bound[0]).text()
                                + " rename to "
                                + dialect.quote(String.valueOf(((RelationValue) bound[1]).identifier())));
            case "execute" -> (Callable) this::execute;
            case "add_query" -> (Callable) this::execute;
            case "drop_schema" ->
                statement(RELATION, bound -> {
                    RelationValue relation = (RelationValue) bound[0];
                    return "drop schema if exists "
                            + dialect.quote(orTarget(relation.database(), true)) + "."
                            + dialect.quote(orTarget(relation.schema(), false)) + " cascade";
                });
            case "get_missing_columns" -> (Callable) this::missingColumns;
            case "already_exists" ->
                (Callable) arguments -> {
                    Object[] bound = ALREADY_EXISTS.bind(arguments);
                    TargetInfo target = context.settings().target();
                    return found(new RelationName(target.database(), Values.text(bound[0]), Values.text(bound[1])))
                            .isPresent();
                };
            case "get_columns_in_table" ->
                (Callable) arguments -> {
                    Object[] bound = ALREADY_EXISTS.bind(arguments);
                    TargetInfo target = context.settings().target();
                    return columnsOf("select * from "
                            + RelationValue.of(
                                            dialect,
                                            new RelationName(
                                                    target.database(), Values.text(bound[0]), Values.text(bound[1])),
                                            Optional.empty())
                                    .text());
                };
            case "is_motherduck", "is_ducklake", "use_ducklake_table_workarounds", "disable_transactions" ->
                (Callable) arguments -> false;
            case "commit" ->
                (Callable) arguments -> {
                    database().ifPresent(Database::commit);
                    return "";
                };
            case "get_hard_deletes_behavior" -> (Callable) SnapshotFunctions::hardDeletes;
            case "external_root" -> (Callable) arguments -> ".";
            case "location_exists" -> (Callable) this::locationExists;
            case "warn_once" -> (Callable) new ExceptionsValue().getAttribute("warn");
            case "expand_target_column_types",
                    "valid_snapshot_target",
                    "assert_valid_snapshot_target_given_strategy",
                    "clear_transaction",
                    "ensure_transaction",
                    "cache_added",
                    "cache_dropped",
                    "cache_renamed",
                    "verify_database" -> (Callable) arguments -> "";
            default -> Values.MISSING;
        };
    }

    private Object dispatch(Arguments arguments) {
        @Nullable Object[] bound = DISPATCH.bind(arguments);
        Optional<String> namespace = Optional.ofNullable(bound[1]).map(Values::text);
        return context.bind(Dispatch.find(Values.text(bound[0]), namespace, context));
    }

    private Optional<Database> database() {
        return context.scope().database();
    }

    private @Nullable Object getRelation(Arguments arguments) {
        Object[] bound = GET_RELATION.bind(arguments);
        if (bound[0] == null || bound[1] == null || bound[2] == null) {
            return null;
        }
        RelationName name = new RelationName(Values.text(bound[0]), Values.text(bound[1]), Values.text(bound[2]));
        return found(name).orElse(null);
    }

    private Optional<RelationValue> found(RelationName name) {
        return database()
                .flatMap(database -> database.kindOf(name))
                .map(kind -> RelationValue.of(dialect, name, Optional.of(kind)));
    }

    private Object columns(Arguments arguments) {
        return columns((RelationValue) RELATION.bind(arguments)[0]);
    }

    /** None, if the relation is not there. */
    private Object columns(RelationValue relation) {
        try {
            return columnsOf("select * from " + relation.text());
        } catch (FloeException e) {
            boolean missing = relation.relationName()
                    .filter(name -> found(name).isEmpty())
                    .isPresent();
            if (missing) {
                return Values.list(List.of());
            }
            throw e;
        }
    }

    /** The columns that one relation has and another lacks. */
    private Object missingColumns(Arguments arguments) {
        Object[] bound = RENAME.bind(arguments);
        Set<String> there = new HashSet<>();
        for (Object column : (List<?>) columns((RelationValue) bound[1])) {
            there.add(((ColumnValue) column).columnName().toLowerCase(Locale.ROOT));
        }
        List<Object> missing = new ArrayList<>();
        for (Object column : (List<?>) columns((RelationValue) bound[0])) {
            if (!there.contains(((ColumnValue) column).columnName().toLowerCase(Locale.ROOT))) {
                missing.add(column);
            }
        }
        return Values.list(missing);
    }

    private Object locationExists(Arguments arguments) {
        String location = Values.text(arguments.positional().get(0));
        return database()
                .map(open -> {
                    try {
                        open.query("select 1 from " + dialect.literal(location) + " where 1 = 0");
                        return true;
                    } catch (FloeException e) {
                        return false;
                    }
                })
                .orElse(false);
    }

    private Object columnsOf(String select) {
        List<Object> columns = new ArrayList<>();
        database()
                .ifPresent(database -> database.columns(select)
                        .forEach((name, type) -> columns.add(new ColumnValue(dialect, name, type))));
        return Values.list(columns);
    }

    private Object listRelations(Arguments arguments) {
        Object[] bound = LIST.bind(arguments);
        String database = bound[0] == null ? context.settings().target().database() : Values.text(bound[0]);
        String schema = Values.text(bound[1]);
        List<Object> relations = new ArrayList<>();
        database()
                .ifPresent(open -> open.relations(database, schema)
                        .forEach((name, kind) -> relations.add(RelationValue.of(
                                dialect, new RelationName(database, schema, name), Optional.of(kind)))));
        return Values.list(relations);
    }

    private Object schemaExists(Arguments arguments) {
        Object[] bound = SCHEMA_EXISTS.bind(arguments);
        return database()
                .map(open -> !open.relations(Values.text(bound[0]), Values.text(bound[1]))
                        .isEmpty())
                .orElse(false);
    }

    private String orTarget(@Nullable String value, boolean database) {
        TargetInfo target = context.settings().target();
        return value != null ? value : database ? target.database() : target.schema();
    }

    private String kind(RelationValue relation) {
        return relation.relationName()
                .flatMap(name -> database().flatMap(open -> open.kindOf(name)))
                .orElse(RelationKind.TABLE)
                .word();
    }

    private String drop(RelationValue relation) {
        RelationName name = relation.relationName()
                .orElseThrow(() -> ExceptionsValue.compilation("drop_relation needs a relation with a full name"));
        RelationKind kind = database().flatMap(open -> open.kindOf(name)).orElse(RelationKind.TABLE);
        return dialect.drop(name, kind);
    }

    private interface Sql {
        String of(Object[] bound);
    }

    private Callable statement(Signature signature, Sql sql) {
        return arguments -> {
            database().ifPresent(open -> open.query(sql.of(signature.bind(arguments))));
            return "";
        };
    }

    private Object execute(Arguments arguments) {
        String sql = Values.text(EXECUTE.bind(arguments)[0]);
        QueryResult result = database().map(open -> open.query(sql)).orElse(QueryResult.EMPTY);
        return Values.tuple(List.of("OK", new TableValue(result)));
    }

    @Override
    public String typeName() {
        return "adapter";
    }
}

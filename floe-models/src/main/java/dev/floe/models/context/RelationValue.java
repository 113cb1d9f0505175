package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.graph.RelationName;
import dev.floe.models.sql.Dialect;
import dev.floe.models.sql.RelationKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A relation as templates hold it: prints as its quoted name. Immutable. */
final class RelationValue implements HostObject {
    private static final Signature INCLUDE = Signature.of("include(database=None, schema=None, identifier=None)");
    private static final Signature QUOTE = Signature.of("quote(database=None, schema=None, identifier=None)");
    private static final Signature PATH = Signature.of("replace_path(database=None, schema=None, identifier=None)");
    private static final Signature INCORPORATE = Signature.of("incorporate(path=None, type=None)");

    private static final Signature GET = Signature.of("get(key, default=None)");

    private final Dialect dialect;
    private final @Nullable String database;
    private final @Nullable String schema;
    private final @Nullable String identifier;
    private final Optional<RelationKind> kind;
    private final Quoting quoting;

    /** Set once, before anybody sees the value. */
    private boolean rowless;

    /** Likewise: the condition for the rows that are read. */
    private Optional<String> filter = Optional.empty();

    private RelationValue(
            Dialect dialect,
            @Nullable String database,
            @Nullable String schema,
            @Nullable String identifier,
            Optional<RelationKind> kind,
            Quoting quoting) {
        this.dialect = dialect;
        this.database = database;
        this.schema = schema;
        this.identifier = identifier;
        this.kind = kind;
        this.quoting = quoting;
    }

    static RelationValue of(Dialect dialect, RelationName name, Optional<RelationKind> kind) {
        return new RelationValue(dialect, name.database(), name.schema(), name.identifier(), kind, Quoting.ALL);
    }

    static RelationValue of(
            Dialect dialect,
            @Nullable String database,
            @Nullable String schema,
            @Nullable String identifier,
            Optional<RelationKind> kind) {
        return new RelationValue(dialect, database, schema, identifier, kind, Quoting.ALL);
    }

    /** The name under which an ephemeral model is inlined. */
    static RelationValue cte(Dialect dialect, String name) {
        return new RelationValue(dialect, null, null, name, Optional.empty(), Quoting.NONE);
    }

    /** The same, printed as a SELECT that gives none of its rows. */
    RelationValue withoutRows() {
        RelationValue copy = new RelationValue(dialect, database, schema, identifier, kind, quoting);
        copy.rowless = true;
        return copy;
    }

    /** The same, printed as a SELECT of the rows that fulfil a condition, where there is one. */
    RelationValue filtered(Optional<String> condition) {
        if (condition.isEmpty()) {
            return this;
        }
        RelationValue copy = new RelationValue(dialect, database, schema, identifier, kind, quoting);
        copy.rowless = rowless;
        copy.filter = condition;
        return copy;
    }

    /** The name, if it has all its parts. */
    Optional<RelationName> relationName() {
        return database == null || schema == null || identifier == null
                ? Optional.empty()
                : Optional.of(new RelationName(database, schema, identifier));
    }

    @Nullable String database() {
        return database;
    }

    @Nullable String schema() {
        return schema;
    }

    @Nullable String identifier() {
        return identifier;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "database" -> database;
            case "schema" -> schema;
            case "identifier", "name", "table" -> identifier;
            case "type" -> kind.map(RelationKind::word).orElse(null);
            case "is_table" -> kind.equals(Optional.of(RelationKind.TABLE));
            case "is_view" -> kind.equals(Optional.of(RelationKind.VIEW));
            case "is_cte" -> quoting.equals(Quoting.NONE) && schema == null;
            case "is_materialized_view", "is_dynamic_table", "is_pointer", "can_be_renamed_to_same_type" -> false;
            case "render" -> (Callable) arguments -> name();
            case "include" -> (Callable) this::include;
            case "replace_path" -> (Callable) this::replacePath;
            case "incorporate" -> (Callable) this::incorporate;
            case "quote" -> (Callable) this::quote;
            case "quoted" ->
                (Callable) arguments ->
                        dialect.quote(Values.text(arguments.positional().get(0)));
            case "quote_policy" -> quoting;
            case "include_policy" -> new Quoting(database != null, schema != null, identifier != null);
            case "without_identifier" ->
                (Callable) arguments -> new RelationValue(dialect, database, schema, null, kind, quoting);
            case "information_schema" ->
                (Callable) arguments -> new RelationValue(
                        dialect,
                        database,
                        "information_schema",
                        view(arguments),
                        Optional.of(RelationKind.VIEW),
                        quoting);
            case "quote_character" -> "\"";
            case "metadata" -> Values.dict(Map.of("type", "DuckDBRelation"));
            case "path" -> Values.dict(path());
            case "renameable_relations", "replaceable_relations" -> Values.tuple(List.of("table", "view"));
            case "get" -> (Callable) this::get;
            default -> Values.MISSING;
        };
    }

    private Map<String, @Nullable Object> path() {
        Map<String, @Nullable Object> path = new LinkedHashMap<>();
        path.put("database", database);
        path.put("schema", schema);
        path.put("identifier", identifier);
        return path;
    }

    private @Nullable Object get(Arguments arguments) {
        @Nullable Object[] bound = GET.bind(arguments);
        Object found = getAttribute(Values.text(bound[0]));
        return found == Values.MISSING ? bound[1] : found;
    }

    /** As dbt's relations, which have {@code get}. */
    @Override
    public boolean isMapping() {
        return true;
    }

    private static @Nullable String view(Arguments arguments) {
        return arguments.positional().isEmpty()
                ? null
                : Values.text(arguments.positional().get(0));
    }

    private Object include(Arguments arguments) {
        Object[] wanted = INCLUDE.bind(arguments);
        return new RelationValue(
                dialect,
                no(wanted[0]) ? null : database,
                no(wanted[1]) ? null : schema,
                no(wanted[2]) ? null : identifier,
                kind,
                quoting);
    }

    private Object quote(Arguments arguments) {
        Object[] wanted = QUOTE.bind(arguments);
        Quoting changed = new Quoting(
                yes(wanted[0], quoting.database()),
                yes(wanted[1], quoting.schema()),
                yes(wanted[2], quoting.identifier()));
        return new RelationValue(dialect, database, schema, identifier, kind, changed);
    }

    private static boolean yes(@Nullable Object value, boolean preset) {
        return value == null ? preset : Values.isTrue(value);
    }

    private static boolean no(@Nullable Object value) {
        return value != null && !Values.isTrue(value);
    }

    private Object replacePath(Arguments arguments) {
        Object[] path = PATH.bind(arguments);
        return new RelationValue(
                dialect, or(path[0], database), or(path[1], schema), or(path[2], identifier), kind, quoting);
    }

    private Object incorporate(Arguments arguments) {
        Object[] bound = INCORPORATE.bind(arguments);
        @Nullable String newDatabase = database;
        @Nullable String newSchema = schema;
        @Nullable String newIdentifier = identifier;
        if (bound[0] instanceof Map<?, ?> path) {
            newDatabase = or(path.get("database"), database);
            newSchema = or(path.get("schema"), schema);
            newIdentifier = or(path.get("identifier"), identifier);
        }
        return new RelationValue(
                dialect, newDatabase, newSchema, newIdentifier, kind(bound[1]).or(() -> kind), quoting);
    }

    private static @Nullable String or(@Nullable Object value, @Nullable String preset) {
        return value == null ? preset : Values.text(value);
    }

    /** The kind that a template names. */
    static Optional<RelationKind> kind(@Nullable Object word) {
        if (word == null) {
            return Optional.empty();
        }
        return switch (Values.text(word).toLowerCase(Locale.ROOT)) {
            case "table" -> Optional.of(RelationKind.TABLE);
            case "view" -> Optional.of(RelationKind.VIEW);
            default -> Optional.empty();
        };
    }

    @Override
    public String typeName() {
        return "Relation";
    }

    @Override
    public String text() {
        String rows = rowless ? "(select * from " + name() + " where false limit 0)" : name();
        return filter.map(condition -> "(select * from " + rows + " where " + condition + ")")
                .orElse(rows);
    }

    private String name() {
        List<String> parts = new ArrayList<>(3);
        add(database, quoting.database(), parts);
        add(schema, quoting.schema(), parts);
        add(identifier, quoting.identifier(), parts);
        return String.join(".", parts);
    }

    private void add(@Nullable String part, boolean quoted, List<String> parts) {
        if (part != null) {
            parts.add(quoted ? dialect.quote(part) : part);
        }
    }

    @Override
    public String repr() {
        return "<Relation " + text() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelationValue relation && text().equals(relation.text());
    }

    @Override
    public int hashCode() {
        return Objects.hash(database, schema, identifier);
    }

    /** Which parts of the name have quotes. */
    private record Quoting(boolean database, boolean schema, boolean identifier) implements HostObject {
        static final Quoting ALL = new Quoting(true, true, true);
        static final Quoting NONE = new Quoting(false, false, false);

        @Override
        public @Nullable Object getAttribute(String name) {
            return switch (name) {
                case "database" -> database;
                case "schema" -> schema;
                case "identifier" -> identifier;
                default -> Values.MISSING;
            };
        }

        @Override
        public String repr() {
            return "Policy(database=" + Values.repr(database) + ", schema=" + Values.repr(schema) + ", identifier="
                    + Values.repr(identifier) + ")";
        }
    }
}

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
    private static final Signature PATH = Signature.of("replace_path(database=None, schema=None, identifier=None)");
    private static final Signature INCORPORATE = Signature.of("incorporate(path=None, type=None)");

    private static final Signature GET = Signature.of("get(key, default=None)");

    private final Dialect dialect;
    private final @Nullable String database;
    private final @Nullable String schema;
    private final @Nullable String identifier;
    private final Optional<RelationKind> kind;
    private final boolean quoted;

    private RelationValue(
            Dialect dialect,
            @Nullable String database,
            @Nullable String schema,
            @Nullable String identifier,
            Optional<RelationKind> kind,
            boolean quoted) {
        this.dialect = dialect;
        this.database = database;
        this.schema = schema;
        this.identifier = identifier;
        this.kind = kind;
        this.quoted = quoted;
    }

    static RelationValue of(Dialect dialect, RelationName name, Optional<RelationKind> kind) {
        return new RelationValue(dialect, name.database(), name.schema(), name.identifier(), kind, true);
    }

    static RelationValue of(
            Dialect dialect,
            @Nullable String database,
            @Nullable String schema,
            @Nullable String identifier,
            Optional<RelationKind> kind) {
        return new RelationValue(dialect, database, schema, identifier, kind, true);
    }

    /** The name under which an ephemeral model is inlined. */
    static RelationValue cte(Dialect dialect, String name) {
        return new RelationValue(dialect, null, null, name, Optional.empty(), false);
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
            case "is_cte" -> !quoted;
            case "is_materialized_view", "is_dynamic_table", "is_pointer", "can_be_renamed_to_same_type" -> false;
            case "render" -> (Callable) arguments -> text();
            case "include" -> (Callable) this::include;
            case "replace_path" -> (Callable) this::replacePath;
            case "incorporate" -> (Callable) this::incorporate;
            case "quote" -> (Callable) arguments -> this;
            case "without_identifier" ->
                (Callable) arguments -> new RelationValue(dialect, database, schema, null, kind, quoted);
            case "information_schema" ->
                (Callable) arguments -> new RelationValue(
                        dialect,
                        database,
                        "information_schema",
                        view(arguments),
                        Optional.of(RelationKind.VIEW),
                        quoted);
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
                quoted);
    }

    private static boolean no(@Nullable Object value) {
        return value != null && !Values.isTrue(value);
    }

    private Object replacePath(Arguments arguments) {
        Object[] path = PATH.bind(arguments);
        return new RelationValue(
                dialect, or(path[0], database), or(path[1], schema), or(path[2], identifier), kind, quoted);
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
                dialect, newDatabase, newSchema, newIdentifier, kind(bound[1]).or(() -> kind), quoted);
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
        if (!quoted) {
            return String.valueOf(identifier);
        }
        List<String> parts = new ArrayList<>(3);
        for (String part : new @Nullable String[] {database, schema, identifier}) {
            if (part != null) {
                parts.add(dialect.quote(part));
            }
        }
        return String.join(".", parts);
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
}

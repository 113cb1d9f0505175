package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * dbt's Relation: prints the parts of its path that are included, quoted where its policy says so. Immutable.
 *
 * @param path the parts, each may be null
 * @param type {@code table}, {@code view} and so on; null if it is not known
 * @param include which parts print
 * @param quote which parts are quoted
 * @param view what comes after the path, for relations of the information schema
 * @param external what prints instead of the path, for sources that are files
 * @param empty whether it prints as a query of no rows
 */
record Relation(
        Map<String, @Nullable String> path,
        @Nullable String type,
        Map<String, Boolean> include,
        Map<String, Boolean> quote,
        @Nullable String view,
        @Nullable String external,
        boolean empty)
        implements HostObject {
    private static final Map<String, String> TYPES = Map.of(
            "Table", "table",
            "View", "view",
            "CTE", "cte",
            "MaterializedView", "materialized_view",
            "External", "external",
            "PointerTable", "pointer_table",
            "Function", "function",
            "Ephemeral", "ephemeral");
    private static final Signature MATCH = Signature.of("matches(database=None, schema=None, identifier=None)");

    static Relation of(@Nullable String database, @Nullable String schema, @Nullable String identifier) {
        Map<String, @Nullable String> path = new LinkedHashMap<>();
        path.put("database", database);
        path.put("schema", schema);
        path.put("identifier", identifier);
        return new Relation(path, null, Policy.ALL, Policy.ALL, null, null, false);
    }

    /** The name of an ephemeral model's common table expression. */
    static Relation cte(String identifier) {
        return of(null, null, "__dbt__cte__" + identifier)
                .typed("cte")
                .quoting(Map.of("database", true, "schema", true, "identifier", false));
    }

    Relation typed(@Nullable String newType) {
        return new Relation(path, newType, include, quote, view, external, empty);
    }

    Relation quoting(Map<String, Boolean> policy) {
        return new Relation(path, type, include, policy, view, external, empty);
    }

    Relation including(Map<String, Boolean> policy) {
        return new Relation(path, type, policy, quote, view, external, empty);
    }

    Relation located(Map<String, @Nullable String> newPath) {
        return new Relation(newPath, type, include, quote, view, external, empty);
    }

    Relation outside(String location) {
        return new Relation(path, type, include, quote, view, location, empty);
    }

    Relation emptied() {
        return new Relation(path, type, include, quote, view, external, true);
    }

    @Nullable String part(String name) {
        return path.get(name);
    }

    String render() {
        if (external != null) {
            return external;
        }
        List<String> parts = new ArrayList<>();
        for (String name : Policy.PARTS) {
            String part = path.get(name);
            if (part != null && include.getOrDefault(name, true)) {
                parts.add(quote.getOrDefault(name, true) ? '"' + part + '"' : part);
            }
        }
        if (view != null) {
            parts.add(view);
        }
        return String.join(".", parts);
    }

    @Override
    public String text() {
        return empty ? "(select * from " + render() + " where false limit 0)" : render();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        String typeName = TYPES.get(name);
        if (typeName != null) {
            return typeName;
        }
        if (name.startsWith("is_") || name.equals("can_be_renamed") || name.equals("can_be_replaced")) {
            return is(name);
        }
        return switch (name) {
            case "database", "schema", "identifier" -> path.get(name);
            case "name", "table" -> path.get("identifier");
            case "type" -> type;
            case "path" -> Values.dict(path);
            case "include_policy" -> Values.dict(include);
            case "quote_policy" -> Values.dict(quote);
            case "quote_character" -> "\"";
            case "limit" -> empty ? 0L : null;
            case "dbt_created", "require_alias" -> false;
            case "external" -> external;
            case "catalog", "event_time_filter" -> null;
            case "information_schema_view" -> view == null ? Values.MISSING : view;
            default -> method(name);
        };
    }

    private Object is(String name) {
        return switch (name) {
            case "is_table", "is_view", "is_cte", "is_materialized_view", "is_function" ->
                name.substring(3).equals(type);
            case "is_pointer" -> "pointer_table".equals(type);
            case "can_be_renamed", "can_be_replaced" -> false;
            default -> Values.MISSING;
        };
    }

    private @Nullable Object method(String name) {
        return switch (name) {
            case "render", "render_limited" -> (Callable) arguments -> name.equals("render") ? render() : text();
            case "include" -> (Callable) arguments -> including(Policy.changed(include, arguments));
            case "quote" -> (Callable) arguments -> quoting(Policy.changed(quote, arguments));
            case "replace_path" -> (Callable) arguments -> located(merged(arguments.keywords()));
            case "incorporate", "replace" -> (Callable) this::incorporate;
            case "without_identifier" -> (Callable) arguments -> withoutIdentifier();
            case "information_schema", "information_schema_only" ->
                (Callable) arguments -> informationSchema(
                        arguments.positional().isEmpty()
                                ? arguments.keywords().get("view_name")
                                : arguments.positional().get(0));
            case "matches" -> (Callable) this::matches;
            case "quoted" ->
                (Callable) arguments -> '"' + Values.text(arguments.positional().get(0)) + '"';
            case "get" -> (Callable) this::get;
            case "create", "create_from", "add_ephemeral_prefix", "get_relation_type" ->
                new RelationClass(Policy.ALL).getAttribute(name);
            default -> Values.MISSING;
        };
    }

    private @Nullable Object get(Arguments arguments) {
        String key = Values.text(arguments.positional().get(0));
        if (key.equals("metadata")) {
            return Values.dict(Map.of("type", typeName()));
        }
        Object found = getAttribute(key);
        return found != Values.MISSING
                ? found
                : arguments.positional().size() > 1 ? arguments.positional().get(1) : null;
    }

    private Relation withoutIdentifier() {
        return including(Policy.with(include, "identifier", false))
                .located(of(path.get("database"), path.get("schema"), null).path);
    }

    private Map<String, @Nullable String> merged(Map<?, ?> parts) {
        Map<String, @Nullable String> merged = new LinkedHashMap<>(path);
        parts.forEach((key, value) -> merged.put(String.valueOf(key), value == null ? null : Values.text(value)));
        return merged;
    }

    private Object incorporate(Arguments arguments) {
        Map<String, Object> keywords = arguments.keywords();
        Relation relation = this;
        if (keywords.get("path") instanceof Map<?, ?> parts) {
            relation = relation.located(merged(parts));
        }
        if (keywords.get("include_policy") instanceof Map<?, ?> policy) {
            relation = relation.including(Policy.merged(include, policy));
        }
        if (keywords.get("quote_policy") instanceof Map<?, ?> policy) {
            relation = relation.quoting(Policy.merged(quote, policy));
        }
        Object newType = keywords.get("type");
        return newType == null ? relation : relation.typed(Values.text(newType));
    }

    /**
     * The information schema of the relation's database.
     *
     * @param name a view of it, if it is a text
     */
    Relation informationSchema(@Nullable Object name) {
        Map<String, Boolean> parts = Policy.with(include, "database", path.get("database") != null);
        parts.put("schema", false);
        parts.put("identifier", true);
        return new Relation(
                of(path.get("database"), null, "INFORMATION_SCHEMA").path,
                "view",
                parts,
                Policy.with(quote, "identifier", false),
                name instanceof String text ? text : null,
                null,
                false);
    }

    private Object matches(Arguments arguments) {
        @Nullable Object[] bound = MATCH.bind(arguments);
        for (int i = 0; i < Policy.PARTS.size(); i++) {
            if (bound[i] != null && !Values.text(bound[i]).equals(path.get(Policy.PARTS.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both name the same thing of the database. */
    boolean sameName(@Nullable String database, @Nullable String schema, @Nullable String identifier) {
        return same(database, path.get("database"))
                && same(schema, path.get("schema"))
                && same(identifier, path.get("identifier"));
    }

    private static boolean same(@Nullable String left, @Nullable String right) {
        return left == null || (right != null && left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT)));
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        return key instanceof String name ? getAttribute(name) : Values.MISSING;
    }

    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public String typeName() {
        return "DuckDBRelation";
    }

    @Override
    public String repr() {
        return "<" + typeName() + " " + render() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Relation relation
                && path.equals(relation.path)
                && Objects.equals(type, relation.type)
                && include.equals(relation.include)
                && quote.equals(relation.quote)
                && Objects.equals(external, relation.external);
    }

    @Override
    public int hashCode() {
        return render().hashCode();
    }
}

package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.NodeScope.RefCall;
import dev.floe.models.context.NodeScope.Reference;
import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.PythonModules;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names one node's template can see: its own, then macros, then dbt's functions and objects, so that a project's macro may
 * stand in for a function. What was looked up once is kept, so that objects have an identity. Not thread-safe.
 */
final class NodeContext implements Context {
    private static final String METADATA = "DBT_ENV_CUSTOM_ENV_";
    private static final Signature RENDER = Signature.of("render(string)");
    private static final Signature SOURCE = Signature.of("source(source_name, table_name)");

    private final ContextSettings settings;
    private final Macros macros;
    private final NodeScope scope;
    private final Map<String, @Nullable Object> known = new HashMap<>();
    private final Statements statements;
    private int depth;

    NodeContext(ContextSettings settings, Macros macros, NodeScope scope) {
        this.settings = settings;
        this.macros = macros;
        this.scope = scope;
        this.statements = new Statements(scope);
        known.putAll(scope.names());
    }

    @Override
    public @Nullable Object lookup(String name) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        Optional<Macro> macro = macros.find(scope.packageName(), name);
        @Nullable Object value = macro.isPresent() ? bind(macro.get()) : function(name);
        known.put(name, value);
        return value;
    }

    /** A macro as a function; the scope is told of those that the template itself calls. */
    Callable bind(Macro macro) {
        Callable function = macro.definition().bind(this);
        if (scope.executing()) {
            return function;
        }
        return arguments -> {
            if (depth == 0) {
                scope.calls(macro);
            }
            depth++;
            try {
                return function.call(arguments);
            } finally {
                depth--;
            }
        };
    }

    Macros macros() {
        return macros;
    }

    ContextSettings settings() {
        return settings;
    }

    NodeScope scope() {
        return scope;
    }

    Statements statements() {
        return statements;
    }

    /** dbt's own names, whatever macros say. */
    private @Nullable Object function(String name) {
        return switch (name) {
            case "ref" -> (Callable) this::ref;
            case "source" -> (Callable) this::source;
            case "config" -> new ConfigValue(scope);
            case "var" -> new Variables(settings.variables(scope.packageName()), macros.jinja(), this);
            case "env_var" -> new EnvVar(settings.environment(), settings.hiddenVariables(), false);
            case "this" ->
                scope.self()
                        .<Object>map(relation -> RelationValue.of(settings.dialect(), relation, Optional.empty()))
                        .orElse(Values.MISSING);
            case "model" -> Values.dict(scope.model());
            case "graph" -> Values.dict(scope.graph());
            case "target" ->
                Values.dict(settings.target().asMap(settings.dialect().name()));
            case "schema" ->
                scope.self()
                        .<Object>map(relation -> relation.schema())
                        .orElse(settings.target().schema());
            case "database" ->
                scope.self()
                        .<Object>map(relation -> relation.database())
                        .orElse(settings.target().database());
            case "execute" -> scope.executing();
            case "adapter" -> new AdapterValue(this);
            case "api" -> new ApiValue(settings.dialect());
            case "exceptions" -> new ExceptionsValue();
            case "statement" -> (Callable) statements::statement;
            case "run_query" -> (Callable) statements::runQuery;
            case "load_result" -> (Callable) statements::loadResult;
            case "store_result" -> (Callable) statements::storeResult;
            case "return" -> Callable.returnFunction();
            case "flags" -> Values.dict(settings.flags());
            case "invocation_id" -> settings.invocationId();
            case "run_started_at" -> DateTimeValue.utc(settings.startedAt());
            case "modules" -> new PythonModules(Clock.system(ZoneId.systemDefault()));
            case "dbt_version" -> ContextSettings.DBT_VERSION;
            case "project_name" -> macros.project();
            case "validation" -> ConfigValue.validation();
            case "render" -> (Callable) this::render;
            case "selected_resources" -> Values.list(scope.selectedResources());
            case "thread_id" -> Thread.currentThread().getName();
            case "pre_hooks" -> hooks("pre_hook");
            case "post_hooks" -> hooks("post_hook");
            case "sql", "compiled_code" -> null;
            case "dbt_metadata_envs" -> Values.dict(metadata());
            case "builtins" -> new Builtins();
            case "context" -> new ContextValue();
            case "print", "log" -> scope.executing() ? said(name) : Functions.find(name);
            default -> macros.hasPackage(name) ? new PackageValue(name) : Functions.find(name);
        };
    }

    private Object render(Arguments arguments) {
        String text = Values.text(RENDER.bind(arguments)[0]);
        return macros.jinja().parse(text, "render").render(this);
    }

    /** The node's hooks as dbt lists them. */
    private Object hooks(String key) {
        List<@Nullable Object> hooks = new ArrayList<>();
        Object said = scope.config().values().get(key);
        for (Object hook : said == null ? List.of() : said instanceof List<?> many ? many : List.of(said)) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("sql", hook);
            values.put("transaction", true);
            values.put("index", null);
            if (hook instanceof Map<?, ?> map) {
                map.forEach((name, value) -> values.put(Values.text(name), value));
            }
            hooks.add(Values.dict(values));
        }
        return Values.list(hooks);
    }

    /** Environment variables for the artifacts, without what their names begin with. */
    private Map<String, String> metadata() {
        Map<String, String> found = new TreeMap<>();
        settings.environment().forEach((name, value) -> {
            if (name.startsWith(METADATA) && !settings.hiddenVariables().contains(name)) {
                found.put(name.substring(METADATA.length()), value);
            }
        });
        return found;
    }

    /** {@code print} and {@code log}: what is said for people goes to whoever runs the template too. */
    private Callable said(String name) {
        Callable function = (Callable) Functions.find(name);
        return arguments -> {
            boolean info = name.equals("print")
                    || Values.isTrue(arguments.keywords().get("info"))
                    || (arguments.positional().size() > 1
                            && Values.isTrue(arguments.positional().get(1)));
            if (info && !arguments.positional().isEmpty()) {
                settings.messages().accept(Values.text(arguments.positional().get(0)));
            }
            return function.call(arguments);
        };
    }

    private Object ref(Arguments arguments) {
        Map<String, Object> keywords = arguments.keywords();
        Object version = keywords.containsKey("version") ? keywords.get("version") : keywords.get("v");
        int count = arguments.positional().size();
        if (count < 1 || count > 2) {
            throw ExceptionsValue.compilation(
                    "ref() takes one or two names, as in ref('model') or ref('package', 'model')");
        }
        String first = Values.text(arguments.positional().get(0));
        RefCall call = count == 1
                ? new RefCall(
                        Optional.empty(), first, Optional.ofNullable(version).map(Values::text))
                : new RefCall(
                        Optional.of(first),
                        Values.text(arguments.positional().get(1)),
                        Optional.ofNullable(version).map(Values::text));
        return value(scope.ref(call));
    }

    private Object source(Arguments arguments) {
        Object[] names = SOURCE.bind(arguments);
        return value(scope.source(Values.text(names[0]), Values.text(names[1])));
    }

    private Object value(Reference reference) {
        if (reference instanceof Reference.Table table) {
            RelationValue relation = RelationValue.of(settings.dialect(), table.name(), Optional.empty());
            return (scope.executing() && Boolean.TRUE.equals(settings.flags().get("EMPTY"))
                            ? relation.withoutRows()
                            : relation)
                    .filtered(table.filter());
        }
        Reference.Cte expression = (Reference.Cte) reference;
        return RelationValue.cte(settings.dialect(), expression.name()).filtered(expression.filter());
    }

    /** {@code builtins.ref} and the like: the functions, whatever macros stand in for them. */
    private final class Builtins implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return function(name);
        }
    }

    /** {@code context['name']}. */
    private final class ContextValue implements HostObject {
        @Override
        public @Nullable Object getAttribute(String name) {
            return name.equals("get")
                    ? (Callable) arguments -> {
                        Object found = lookup(Values.text(arguments.positional().get(0)));
                        return found != Values.MISSING
                                ? found
                                : arguments.positional().size() > 1
                                        ? arguments.positional().get(1)
                                        : null;
                    }
                    : lookup(name);
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            return lookup(Values.text(key));
        }
    }

    /** {@code package.macro}. */
    private final class PackageValue implements HostObject {
        private final String packageName;

        PackageValue(String packageName) {
            this.packageName = packageName;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            String qualified = packageName + "." + name;
            if (scope.names().containsKey(qualified)) {
                return scope.names().get(qualified);
            }
            Optional<Macro> macro = macros.inPackage(packageName, name);
            if (macro.isPresent()) {
                return bind(macro.get());
            }
            return packageName.equals(Macros.BUILT_IN) ? function(name) : Values.MISSING;
        }

        @Override
        public @Nullable Object getItem(@Nullable Object key) {
            return key instanceof String name ? getAttribute(name) : Values.MISSING;
        }

        @Override
        public String typeName() {
            return "package " + packageName;
        }
    }
}

package dev.floe.it.manifest;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.PythonModules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** dbt's functions and objects for one rendering of a node. */
final class NodeFunctions {
    private static final Signature STORE = Signature.of("store_result(name, response, agate_table=None)");
    private static final Signature STORE_RAW =
            Signature.of("store_raw_result(name, message=None, code=None, rows_affected=None, agate_table=None)");

    private final RenderContext context;
    private final Session session;
    private final Node node;
    private final References references;
    private final Map<String, @Nullable Object> results = new LinkedHashMap<>();

    NodeFunctions(RenderContext context) {
        this.context = context;
        this.session = context.session();
        this.node = context.node();
        this.references = new References(context);
    }

    /** The value of a name; {@link Values#MISSING} if dbt has none. */
    @Nullable Object find(String name) {
        return switch (name) {
            case "ref" -> new RefFunction(references, session);
            case "source" -> (Callable) references::source;
            case "function" -> (Callable) references::function;
            case "metric" -> throw new NeedsMore("metric()");
            case "this" -> node.resourceType().equals("operation") ? null : references.self();
            case "config" -> new ConfigObject(node);
            case "var" -> new VarObject(context);
            case "env_var" -> new EnvironmentVariable(context.uncertain()::add);
            case "model" -> model();
            case "graph" -> session.graph();
            case "target", "env" -> new TargetObject(context);
            case "database", "schema" ->
                node.text(name)
                        .<Object>map(text -> text)
                        .orElse(session.target().get(name));
            case "execute" -> true;
            case "adapter" -> new Adapter(context);
            case "api" ->
                Values.dict(Map.of("Relation", new RelationClass(session.quoting()), "Column", new Column.OfType()));
            case "column" -> new Column.OfType();
            case "exceptions" -> new ExceptionsObject();
            case "validation" -> Values.dict(Map.of("any", (Callable) arguments -> (Callable) value -> null));
            case "return" -> Callable.returnFunction();
            case "render" -> (Callable) this::render;
            case "write" -> (Callable) arguments -> "";
            case "load_result" -> (Callable) this::loadResult;
            case "store_result" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = STORE.bind(arguments);
                    return store(Values.text(bound[0]), bound[1], bound[2]);
                };
            case "store_raw_result" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = STORE_RAW.bind(arguments);
                    return store(Values.text(bound[0]), bound[1], bound[4]);
                };
            case "builtins" -> context.builtins();
            default -> ofTheRun(name);
        };
    }

    /** What is the same, or nearly, for all nodes of a run. */
    private @Nullable Object ofTheRun(String name) {
        return switch (name) {
            case "flags" -> new FlagsObject(context);
            case "invocation_args_dict" -> Values.dict(session.surroundings().arguments());
            case "invocation_id" -> session.manifest().metadata().get("invocation_id");
            case "run_started_at" -> DateTimeValue.utc(session.startedAt(context.uncertain()::add));
            case "dbt_metadata_envs" ->
                Values.dict(Json.map(session.manifest().metadata().get("env")));
            case "dbt_version" -> session.manifest().metadata().get("dbt_version");
            case "project_name" -> session.manifest().project();
            case "thread_id" -> threadId();
            case "selected_resources" -> selected();
            case "modules" -> new PythonModules(new NodeClock(context));
            case "pre_hooks" -> hooks("pre-hook");
            case "post_hooks" -> hooks("post-hook");
            case "sql", "compiled_code", "defer_relation" -> null;
            case "sql_now" -> "now()";
            case "submit_python_job", "load_agate_table" -> throw new NeedsMore(name + "()");
            case "set", "set_strict" -> set((Callable) Objects.requireNonNull(ValueFunctions.of(name)));
            default -> ValueFunctions.of(name);
        };
    }

    private Callable set(Callable function) {
        return context.state() != State.SETS_REVERSED
                ? function
                : arguments -> {
                    Object made = function.call(arguments);
                    if (!(made instanceof Set<?> elements)) {
                        return made;
                    }
                    List<@Nullable Object> reversed = new ArrayList<>(elements);
                    Collections.reverse(reversed);
                    return Values.set(reversed);
                };
    }

    private Object threadId() {
        Object known = session.surroundings().result(node.id()).get("thread_id");
        if (known == null) {
            context.uncertain().add("the thread's name");
            return "Thread-1 (worker)";
        }
        return known;
    }

    private Object selected() {
        context.uncertain().add("the selected resources");
        return Values.list(session.manifest().nodes().stream().map(Node::id).toList());
    }

    private Object hooks(String key) {
        return Values.list(Json.list(node.config().get(key)));
    }

    /** The node as it was before it was compiled, without what is not set. */
    private Object model() {
        return Values.dict(withoutNone(Session.uncompiled(node.data()), 0));
    }

    private static Map<String, @Nullable Object> withoutNone(Map<String, @Nullable Object> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            boolean free = key.equals("meta") || key.equals("vars");
            if (value instanceof Map && !free) {
                copy.put(key, withoutNone(Json.map(value), depth + 1));
            } else if (value != null) {
                copy.put(key, value);
            }
        });
        return copy;
    }

    private Object render(Arguments arguments) {
        String text = Values.text(arguments.positional().get(0));
        return session.jinja().parse(text, "render").render(context);
    }

    private @Nullable Object loadResult(Arguments arguments) {
        String name = Values.text(
                arguments.positional().isEmpty()
                        ? arguments.keywords().get("name")
                        : arguments.positional().get(0));
        return name.equals("main") ? results.get(name) : results.put(name, null);
    }

    private Object store(String name, @Nullable Object response, @Nullable Object table) {
        Map<String, @Nullable Object> result = new TreeMap<>();
        result.put("response", response);
        result.put("table", table);
        result.put("data", table == null ? List.of() : TableData.rows(table));
        results.put(name, Values.dict(result));
        return "";
    }
}

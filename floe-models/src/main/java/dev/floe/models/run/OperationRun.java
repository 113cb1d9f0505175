package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.duckdb.DuckDbException;
import dev.floe.duckdb.DuckDbExtensions;
import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Context;
import dev.floe.jinja.JinjaException;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.context.Macros;
import dev.floe.models.context.Macros.Macro;
import dev.floe.models.context.TemplateErrors;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.graph.NodeHead;
import dev.floe.models.graph.RelationName;
import dev.floe.models.graph.ResourceType;
import dev.floe.models.parse.ParsedProject;
import dev.floe.models.project.Names;
import dev.floe.models.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a macro by itself, with a session of its own; its statements are not one transaction. */
public final class OperationRun {
    private final ParsedProject project;
    private final Target target;
    private final Optional<Connection> callers;
    private final DuckDbExtensions extensions;

    /**
     * @param callers the caller's connection, if floe is to work on its instance
     */
    public OperationRun(
            ParsedProject project, Target target, Optional<Connection> callers, DuckDbExtensions extensions) {
        this.project = project;
        this.target = target;
        this.callers = callers;
        this.extensions = extensions;
    }

    /**
     * Runs it.
     *
     * @param name the macro's name, with its package before a dot where it is not the project's
     * @param arguments by name
     * @throws FloeException if there is no such macro, or no session can be had; what fails in the macro is in the result
     */
    public NodeResult run(String name, Map<String, @Nullable Object> arguments) {
        Macro macro = macro(name);
        ModelNode operation = operation(macro);
        Statements statements = new Statements();
        try (Session session = Session.open(
                        target,
                        callers,
                        extensions,
                        project.contexts().settings().dialect(),
                        connections -> connections);
                Connection connection = session.connections().open()) {
            NodeCompiler compiler = new NodeCompiler(project, session);
            SessionDatabase database = new SessionDatabase(
                    connection,
                    project.contexts().settings().dialect(),
                    statements,
                    session,
                    target.redactor(),
                    operation.name(),
                    false);
            return call(
                    macro,
                    operation,
                    arguments,
                    new RunScope(compiler, operation, database, new LinkedHashMap<>(), Map.of()));
        } catch (SQLException e) {
            throw DuckDbException.of(e, target.redactor(), "Opening a connection");
        }
    }

    private NodeResult call(Macro macro, ModelNode operation, Map<String, @Nullable Object> arguments, RunScope scope) {
        NodeProgress progress = new NodeProgress(operation);
        Context context = project.contexts().forNode(scope);
        try {
            Callable callable = macro.definition().bind(context);
            callable.call(Arguments.of(List.of(), arguments));
            return progress.done();
        } catch (JinjaException e) {
            FloeException error = e.getCause() instanceof FloeException cause
                    ? cause
                    : new RunException(
                            ErrorCode.TEMPLATE_FAILED,
                            TemplateErrors.problem(macro.path(), e).toString(),
                            e);
            return progress.error(error);
        }
    }

    private Macro macro(String name) {
        Macros macros = project.contexts().macros();
        int dot = name.indexOf('.');
        Optional<Macro> found = dot < 0
                ? macros.find(project.project().name(), name)
                        .or(() -> macros.packages().stream()
                                .flatMap(each -> macros.inPackage(each, name).stream())
                                .findFirst())
                : macros.inPackage(name.substring(0, dot), name.substring(dot + 1));
        return found.orElseThrow(() -> new RunException(
                ErrorCode.PROJECT_INVALID,
                "there is no macro '" + name + "'"
                        + Names.hint(name, macros.names(project.project().name()))
                        + "; macros are blocks {% macro name() %} below "
                        + String.join(", ", project.project().config().macroPaths()),
                null));
    }

    /** What stands for a node; the macro may refer to every one. */
    private ModelNode operation(Macro macro) {
        NodeHead head = new NodeHead(
                macro.uniqueId(),
                ResourceType.OPERATION,
                macro.name(),
                macro.packageName().equals(Macros.BUILT_IN) ? project.project().name() : macro.packageName(),
                List.of(macro.packageName(), macro.name()),
                macro.path(),
                "");
        RelationName relation = new RelationName(
                project.contexts().settings().target().database(),
                project.contexts().settings().target().schema(),
                macro.name());
        return new ModelNode(
                head, NodeConfig.EMPTY, List.copyOf(project.graph().nodes().keySet()), "", relation, List.of());
    }
}

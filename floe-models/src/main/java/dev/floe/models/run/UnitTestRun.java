package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.jinja.Callable;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.models.NodeResult;
import dev.floe.models.RunException;
import dev.floe.models.context.Contexts;
import dev.floe.models.context.Macros;
import dev.floe.models.context.NodeScope.Reference;
import dev.floe.models.context.QueryResult;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.Node;
import dev.floe.models.graph.RelationNode;
import dev.floe.models.graph.SourceNode;
import dev.floe.models.graph.UnitTestNode;
import dev.floe.models.graph.UnitTestNode.Input;
import dev.floe.models.parse.ParsedProject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs unit tests: the rows that are given become common table expressions before the model's SELECT, and what it gives is compared
 * with what it is to give. Thread-safe.
 */
final class UnitTestRun {
    private static final String CTE = "__dbt__cte__";
    private static final String THIS = "this";

    private final RunTools tools;

    UnitTestRun(RunTools tools) {
        this.tools = tools;
    }

    NodeResult run(UnitTestNode test, Connection connection, NodeProgress progress) throws SQLException {
        SessionDatabase database = tools.database(connection, test);
        String actual = compile(test, database);
        progress.compiled(tools.files().compiled(test, new CompiledNode(actual, Map.of())), actual);
        UnitTestRows rows = new UnitTestRows(tools.dialect(), test);
        Map<String, String> types = database.columns(actual);
        List<String> columns = rows.compared(types);
        String expected = rows.expected(types);
        String compared = tools.dialect().compared(actual, expected, columns);
        tools.files().run(test, List.of(compared));
        QueryResult result = tools.statements().query(connection, compared);
        return progress.unitTested(RowDifference.of(result));
    }

    private String compile(UnitTestNode test, SessionDatabase database) {
        ParsedProject project = tools.compiler().project();
        ModelNode model = (ModelNode) project.graph().node(test.model());
        Contexts contexts = project.contexts()
                .with(test.overrides().variables(), test.overrides().environment());
        Map<String, String> expressions = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        for (Input input : test.given()) {
            Node node = node(test, model, input, contexts, database);
            String name = CTE + (node instanceof SourceNode source ? source.sourceName() + "__" : "") + node.name();
            names.put(node.uniqueId(), name);
            expressions.put(name, fixture(test, model, input, node, contexts, database));
            if (input.input().equals(THIS)) {
                seen.put(THIS, contexts.expression(name));
            }
        }
        overrides(test, model, project.contexts().macros(), seen);
        UnitTestScope scope = new UnitTestScope(
                tools.compiler(), model, database, (node, call) -> given(test, model, names, node, call), seen);
        Template template = project.templates().get(model.uniqueId());
        if (template == null) {
            throw new IllegalStateException("there is no template of " + model.uniqueId());
        }
        return CommonTableExpressions.prepend(tools.compiler().render(model, template, contexts, scope), expressions);
    }

    private static Reference given(
            UnitTestNode test, ModelNode model, Map<String, String> names, Node node, String call) {
        String name = names.get(node.uniqueId());
        if (name == null) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    test.head().path() + ": the unit test " + test.name() + " gives no rows for " + call
                            + ", which the model " + model.name() + " reads; add it under 'given'",
                    null);
        }
        return new Reference.Cte(name);
    }

    /** The node that an input names. */
    private Node node(UnitTestNode test, ModelNode model, Input input, Contexts contexts, SessionDatabase database) {
        if (input.input().equals(THIS)) {
            return model;
        }
        List<Node> found = new ArrayList<>(1);
        UnitTestScope scope = new UnitTestScope(
                tools.compiler(),
                model,
                database,
                (node, call) -> {
                    found.add(node);
                    return new Reference.Cte(node.name());
                },
                Map.of());
        try {
            tools.compiler().project().jinja().evaluate(input.input(), contexts.forNode(scope));
        } catch (JinjaException e) {
            throw new RunException(
                    ErrorCode.TEMPLATE_FAILED,
                    test.head().path() + ": the input " + input.input() + " of the unit test " + test.name() + ": "
                            + e.detail(),
                    e);
        }
        return found.get(0);
    }

    private String fixture(
            UnitTestNode test, ModelNode model, Input input, Node node, Contexts contexts, SessionDatabase database) {
        if (input.rows().sql().isPresent()) {
            Template template = tools.compiler()
                    .project()
                    .jinja()
                    .parse(input.rows().sql().get(), test.head().path());
            UnitTestScope scope = new UnitTestScope(
                    tools.compiler(),
                    model,
                    database,
                    (other, call) -> given(test, model, Map.of(), other, call),
                    Map.of());
            return tools.compiler().render(model, template, contexts, scope);
        }
        RelationNode relation = (RelationNode) node;
        Map<String, String> types;
        try {
            types = database.columns(
                    "select * from " + tools.dialect().relation(tools.compiler().readName(relation)));
        } catch (FloeException e) {
            throw new RunException(
                    ErrorCode.SQL_FAILED,
                    test.head().path() + ": the types of " + input.input() + " in the unit test " + test.name()
                            + " are not known, for " + relation.relation()
                            + " cannot be read; build it first, or give its rows as SQL (format: sql)",
                    e);
        }
        return new UnitTestRows(tools.dialect(), test)
                .given(input.rows().rows(), types, "the fixture for " + node.name());
    }

    /** What the test says that macros and other names give. */
    private static void overrides(
            UnitTestNode test, ModelNode model, Macros macros, Map<String, @Nullable Object> names) {
        test.overrides().macros().forEach((name, value) -> {
            int dot = name.indexOf('.');
            boolean macro = dot < 0
                    ? macros.find(model.head().packageName(), name).isPresent()
                    : macros.inPackage(name.substring(0, dot), name.substring(dot + 1))
                            .isPresent();
            @Nullable Object given = macro ? (Callable) arguments -> value : value;
            names.put(name, given);
            if (dot < 0) {
                names.put(Macros.BUILT_IN + "." + name, given);
            } else if (name.substring(0, dot).equals(Macros.BUILT_IN)) {
                names.putIfAbsent(name.substring(dot + 1), given);
            }
        });
    }
}

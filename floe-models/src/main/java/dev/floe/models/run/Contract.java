package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.project.ResourceProperties.Column;
import dev.floe.models.sql.Dialect;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's contract: the columns that it says it has, their types and their constraints. */
final class Contract {
    private final RunTools tools;

    Contract(RunTools tools) {
        this.tools = tools;
    }

    /** Whether a model has one that is to be enforced. */
    static boolean enforced(ModelNode model) {
        return Boolean.TRUE.equals(model.config().map("contract").get("enforced"));
    }

    /**
     * Compares a model's columns with its contract; their order does not count.
     *
     * @throws RunException {@code SCHEMA_INVALID} naming what differs
     */
    void check(ModelNode model, String sql, Connection connection) {
        if (!enforced(model)) {
            return;
        }
        SessionDatabase database = tools.database(connection, model);
        Map<String, String> wanted = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Column column : model.columns()) {
            column.dataType()
                    .ifPresentOrElse(
                            type -> wanted.put(column.name(), tools.dialect().tryCast("null", type)),
                            () -> problems.add(column.name() + ": the contract says no data_type"));
        }
        if (wanted.isEmpty()) {
            problems.add("the contract has no columns; declare each with its data_type");
        } else {
            Map<String, String> types = database.columns(tools.dialect().rows(List.of(wanted)));
            Map<String, String> there = database.columns(sql);
            types.forEach((name, type) -> {
                String found = there.get(name);
                if (found == null) {
                    problems.add(name + ": in the contract, not in the SELECT");
                } else if (!found.equals(type)) {
                    problems.add(name + ": " + type + " in the contract, " + found + " in the SELECT");
                }
            });
            there.keySet().stream()
                    .filter(name -> !wanted.containsKey(name))
                    .forEach(name -> problems.add(name + ": in the SELECT, not in the contract"));
        }
        if (!problems.isEmpty()) {
            throw new RunException(
                    ErrorCode.SCHEMA_INVALID,
                    model.head().path() + ": the columns of " + model.name() + " are not those of its contract:\n  "
                            + String.join("\n  ", problems),
                    null);
        }
    }

    /** The columns of the table with their types and constraints, as CREATE TABLE takes them. */
    Optional<TableOptions.Columns> columns(ModelNode model, Connection connection) {
        if (!enforced(model)) {
            return Optional.empty();
        }
        Dialect dialect = tools.dialect();
        List<String> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Column column : model.columns()) {
            StringBuilder part = new StringBuilder(dialect.quote(column.name()))
                    .append(' ')
                    .append(column.dataType().orElse(""));
            for (Object each : list(column.rest().get("constraints"))) {
                constraint(model, (Map<?, ?>) each, "", connection)
                        .ifPresent(text -> part.append(' ').append(text));
            }
            parts.add(part.toString());
            names.add(column.name());
        }
        for (Object each : list(tools.compiler()
                .project()
                .factsOf(model)
                .properties()
                .map(said -> said.rest().get("constraints"))
                .orElse(null))) {
            Map<?, ?> said = (Map<?, ?>) each;
            String columns = String.join(
                    ", ",
                    list(said.get("columns")).stream().map(String::valueOf).toList());
            String name = said.get("name") == null ? "" : "constraint " + said.get("name") + " ";
            constraint(model, said, "(" + columns + ")", connection).ifPresent(text -> parts.add(name + text));
        }
        return Optional.of(new TableOptions.Columns(names, String.join(", ", parts)));
    }

    /**
     * A constraint in SQL.
     *
     * @param columns the columns of a table's constraint in parentheses; empty for a column's
     */
    private Optional<String> constraint(ModelNode model, Map<?, ?> said, String columns, Connection connection) {
        String expression =
                said.get("expression") == null ? "" : said.get("expression").toString();
        String type = String.valueOf(said.get("type"));
        String of = columns.isEmpty() ? "" : " " + columns;
        String more = expression.isEmpty() ? "" : " " + expression;
        return Optional.ofNullable(
                switch (type) {
                    case "not_null" -> columns.isEmpty() ? "not null" + more : null;
                    case "unique" -> "unique" + more + of;
                    case "primary_key" -> "primary key" + more + of;
                    case "check" -> expression.isEmpty() ? null : "check (" + expression + ")";
                    case "foreign_key" ->
                        reference(model, said, expression, connection)
                                .map(target -> (columns.isEmpty() ? "" : "foreign key " + columns + " ") + "references "
                                        + target)
                                .orElse(null);
                    case "custom" -> expression.isEmpty() ? null : expression;
                    default ->
                        throw new RunException(
                                ErrorCode.PROJECT_INVALID,
                                model.head().path() + ": the constraint type '" + type + "' of " + model.name()
                                        + " is not known; there are not_null, unique, primary_key, foreign_key, check and"
                                        + " custom",
                                null);
                });
    }

    private Optional<String> reference(ModelNode model, Map<?, ?> said, String expression, Connection connection) {
        if (said.get("to") == null) {
            return expression.isEmpty() ? Optional.empty() : Optional.of(expression);
        }
        String columns = String.join(
                ", ", list(said.get("to_columns")).stream().map(String::valueOf).toList());
        return Optional.of(tools.compiler()
                        .tableWithoutDatabase(model, said.get("to").toString(), tools.database(connection, model))
                + " (" + columns + ")");
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> many ? many : List.of();
    }
}

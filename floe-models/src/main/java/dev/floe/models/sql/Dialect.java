package dev.floe.models.sql;

import dev.floe.models.graph.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between engines: how names are written, and the statements that make relations. Stateless and thread-safe. */
public interface Dialect {
    /** The adapter's name, as {@code target.type} and {@code adapter.dispatch} know it. */
    String name();

    /** A name in quotes. */
    String quote(String name);

    /** A text literal. */
    String literal(String text);

    /** A relation's full name, quoted. */
    String relation(RelationName relation);

    /** Makes a schema unless it is there. */
    String createSchema(String database, String schema);

    /** Makes a table from a SELECT, in the place of one that is there. */
    String createOrReplaceTable(RelationName relation, String select);

    /** Makes a table without rows, in the place of one that is there; {@code columns} says what stands in its parentheses. */
    String createOrReplaceEmptyTable(RelationName relation, String columns);

    /** Makes a new table from a SELECT; fails if there is one. */
    String createTable(RelationName relation, String select);

    /** The full name of a temporary table, which only its connection sees. */
    RelationName temporary(String name);

    /** Makes a temporary table from a SELECT, in the place of one that is there. */
    String createTemporaryTable(RelationName temporary, String select);

    /** Adds a column to a table; null in all rows. */
    String addColumn(RelationName relation, String column, String type);

    /** Takes a column out of a table. */
    String dropColumn(RelationName relation, String column);

    /** Converts a column of a table to another type. */
    String alterColumnType(RelationName relation, String column, String type);

    /** Adds a SELECT's rows to a table, columns matched by name. */
    String insertByName(RelationName relation, String select);

    /** The query for some columns of a query. */
    String selectColumns(List<String> columns, String select);

    /** Removes every row of a table. */
    String deleteAll(RelationName relation);

    /** Removes the rows of a table that fulfil a condition. */
    String deleteWhere(RelationName relation, String condition);

    /** The rows of a SELECT that fulfil a condition. */
    String filtered(String select, String condition);

    /** Counts a table's rows. */
    String countRows(RelationName relation);

    /** Attaches an in-memory database under a name, unless it is there. */
    String attachInMemory(String database);

    /** Attaches a database file under a name, unless something is there under it. */
    String attachFile(String database, String file);

    /** Detaches a database, if it is there. */
    String detach(String database);

    /** How many databases of a name are attached: none or one. */
    String countDatabases(String database);

    /**
     * Runs a test: one row with {@code failures}, {@code should_warn} and {@code should_error}.
     *
     * @param test the SELECT that finds what should not be there
     * @param failCalc the expression that counts
     * @param warnIf the condition on the count, such as {@code != 0}
     * @param errorIf likewise
     * @param limit how many rows to look at at most
     */
    String testVerdict(String test, String failCalc, String warnIf, String errorIf, Optional<String> limit);

    /** A conversion that gives null where the value has no such form. */
    String tryCast(String expression, String type);

    /**
     * A SELECT of rows that are written down.
     *
     * @param rows at least one: expressions by the names of their columns
     */
    String rows(List<Map<String, String>> rows);

    /**
     * The rows of two SELECTs, with a first column {@code which} that is {@code actual} or {@code expected}.
     *
     * @param columns the names of the columns to look at
     */
    String compared(String actual, String expected, List<String> columns);

    /** A SELECT of some columns of a SELECT. */
    String columnsOf(List<String> columns, String select);

    /** The first rows of a SELECT. */
    String limited(String select, String limit);

    /**
     * Writes a table's rows to a file.
     *
     * @param options how, by DuckDB's names; {@code format} is among them
     */
    String copyTo(RelationName table, String file, Map<String, String> options);

    /**
     * A SELECT over files.
     *
     * @param format parquet, csv or json
     * @param options of the function that reads them
     */
    String readFile(String file, String format, Map<String, @Nullable Object> options);

    /** Writes a text into the database that describes a relation. */
    String comment(RelationName relation, RelationKind kind, String text);

    /** Writes a text into the database that describes a column. */
    String commentColumn(RelationName relation, String column, String text);

    /** Makes a view from a SELECT, in the place of one that is there. */
    String createOrReplaceView(RelationName relation, String select);

    /** Drops a table or view unless it is not there. */
    String drop(RelationName relation, RelationKind kind);

    /** Lists a schema's relations: columns {@code name} and {@code kind} ({@code table} or {@code view}). */
    String relationsIn(String database, String schema);

    /** Describes a SELECT without running it: first column the name, second the type. */
    String describe(String select);

    /** A SELECT over a CSV file with a header line, every column as text, under the names of the header. */
    String readCsvAsText(String file, String delimiter);

    /**
     * A SELECT over a CSV file with a header line, converted to the given types.
     *
     * @param types the type of each column, in the order of the file
     */
    String readCsv(String file, String delimiter, Map<String, String> types);

    /**
     * Reads a CSV file that cannot be read as it should be: rows that do not fit are left out and noted.
     *
     * @param columns the names of the columns
     */
    String readCsvNotingRejects(String file, String delimiter, List<String> columns);

    /** What {@link #readCsvNotingRejects} noted: line and what is wrong with it, in the order of the file. */
    String csvRejects();

    /** Forgets what {@link #readCsvNotingRejects} noted. */
    List<String> dropCsvRejects();

    /**
     * A row for each column of a CSV file, in the order given, with the name of the type that dbt would choose for its values.
     */
    String inferCsvTypes(String file, String delimiter, List<String> columns);

    /**
     * Looks at the moment that a SELECT of one value gives: its type, the moment in seconds since 1970 if it is one, and the moment now.
     */
    String ageOf(String select);

    /**
     * Lists the columns of all tables and views of a database, in their order: schema, relation, {@code BASE TABLE} or {@code VIEW}, its
     * comment, column, index from 1, type, comment.
     */
    String columnsIn(String database);
}

package dev.floe.iceberg;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written: the rows of a SELECT, into a table. Immutable.
 *
 * @param table the table, there or not
 * @param select one DuckDB query, without a semicolon at its end; it may name catalogs that are attached on the connections
 * @param mode what happens to rows that the table holds already
 * @param condition which rows an {@link Mode#OVERWRITE} takes out: a DuckDB expression over the table's columns; empty for other modes
 * @param basis which state of the table the write is based on
 * @param layout how the table is laid out from now on; empty to leave it as it is. Only a replacement may bring one
 * @param summary what the snapshot's summary is to say beside Iceberg's own counts, such as {@link #RUN_ID}; unmodifiable
 */
public record TableWrite(
        TableName table,
        String select,
        Mode mode,
        Optional<String> condition,
        Basis basis,
        Optional<TableLayout> layout,
        Map<String, String> summary) {

    /** The summary property that names the run: what settles an unknown outcome, and names the winner of a conflict. */
    public static final String RUN_ID = "floe.run-id";

    /** The summary property that names the node (model, seed, snapshot) that was written. */
    public static final String NODE = "floe.node";

    /** The summary property that counts the attempts at the node within the run, from 1. */
    public static final String ATTEMPT = "floe.attempt";

    /** The summary property that names floe's version; {@link IcebergTables} sets it itself. */
    public static final String VERSION = "floe.version";

    /** What happens to rows that the table holds already. */
    public enum Mode {
        /**
         * The table is created, or everything in it replaced, columns included. The table's identity, properties, history,
         * and for columns that keep their name also field ids, comments and NOT NULL, stay.
         */
        REPLACE,
        /**
         * The rows are added. Columns are matched by name: the table's columns that the query lacks are null, and a column that the
         * table lacks or whose type would lose something is {@code SCHEMA_INVALID}. A table that is not there is created.
         */
        APPEND,
        /**
         * The rows for which {@link TableWrite#condition} is true go, and the query's rows are added as by {@link #APPEND}, in one
         * commit. Files of which every row goes are taken out as they are; of those that keep some, what stays is written again.
         */
        OVERWRITE,
        /**
         * The partitions that the query's rows fall in are replaced by these rows, in one commit; other partitions stay. Columns are
         * matched as by {@link #APPEND}. A table without partitions, or with files of an earlier partitioning, is {@code
         * SCHEMA_INVALID}; one that is not there is created.
         */
        OVERWRITE_PARTITIONS
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the select or the condition is blank, if there is a condition without {@link
     *     Mode#OVERWRITE} or the other way round, or if a layout comes with another mode than {@link Mode#REPLACE}
     */
    public TableWrite {
        requireNonNull(table, "table");
        requireNonNull(mode, "mode");
        requireNonNull(condition, "condition");
        requireNonNull(basis, "basis");
        if (select.isBlank()) {
            throw new IllegalArgumentException("The select for " + table + " is blank");
        }
        requireNonNull(layout, "layout");
        if (mode != Mode.REPLACE && layout.isPresent()) {
            throw new IllegalArgumentException(
                    "A write of mode " + mode + " to " + table + " follows the table's layout and cannot bring one");
        }
        if ((mode == Mode.OVERWRITE) != condition.isPresent()) {
            throw new IllegalArgumentException("A write of mode " + mode + " to " + table
                    + (condition.isPresent() ? " takes no condition" : " needs a condition"));
        }
        if (condition.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("The condition for " + table + " is blank");
        }
        summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
    }

    /** A builder for a write of one table; mode and basis default to {@link Mode#REPLACE} and {@link Basis#lastWriter()}. */
    public static Builder builder(TableName table) {
        return new Builder(table);
    }

    /** Collects what a {@link TableWrite} is made of. Not thread-safe. */
    public static final class Builder {
        private final TableName table;
        private @Nullable String select;
        private Mode mode = Mode.REPLACE;
        private Optional<String> condition = Optional.empty();
        private Basis basis = Basis.lastWriter();
        private Optional<TableLayout> layout = Optional.empty();
        private final Map<String, String> summary = new LinkedHashMap<>();

        private Builder(TableName table) {
            this.table = requireNonNull(table, "table");
        }

        /** The query whose rows are written. Required. */
        public Builder select(String select) {
            this.select = requireNonNull(select, "select");
            return this;
        }

        /** What happens to rows that are there already. */
        public Builder mode(Mode mode) {
            this.mode = requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Makes this an {@link Mode#OVERWRITE} of the rows for which a condition is true.
         *
         * @param condition a DuckDB expression over the table's columns, such as {@code day >= DATE '2026-11-01'}
         */
        public Builder overwrite(String condition) {
            this.mode = Mode.OVERWRITE;
            this.condition = Optional.of(condition);
            return this;
        }

        /** Which state of the table the write is based on. */
        public Builder basis(Basis basis) {
            this.basis = requireNonNull(basis, "basis");
            return this;
        }

        /** How the table is laid out from now on; as it was by default. */
        public Builder layout(TableLayout layout) {
            this.layout = Optional.of(layout);
            return this;
        }

        /** Adds one property to the snapshot's summary; a later value for a key replaces the earlier. */
        public Builder putSummary(String key, String value) {
            summary.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * The write.
         *
         * @throws IllegalStateException if no select was given
         * @throws IllegalArgumentException as the constructor does
         */
        public TableWrite build() {
            if (select == null) {
                throw new IllegalStateException("A write of " + table + " needs a select");
            }
            return new TableWrite(table, select, mode, condition, basis, layout, summary);
        }
    }
}

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
 * @param basis which state of the table the write is based on
 * @param layout how the table is laid out from now on; empty to leave it as it is. An append always follows the table's layout
 * @param summary what the snapshot's summary is to say beside Iceberg's own counts, such as {@link #RUN_ID}; unmodifiable
 */
public record TableWrite(
        TableName table,
        String select,
        Mode mode,
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
        APPEND
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the select is blank, or an append brings a layout
     */
    public TableWrite {
        requireNonNull(table, "table");
        requireNonNull(mode, "mode");
        requireNonNull(basis, "basis");
        if (select.isBlank()) {
            throw new IllegalArgumentException("The select for " + table + " is blank");
        }
        requireNonNull(layout, "layout");
        if (mode == Mode.APPEND && layout.isPresent()) {
            throw new IllegalArgumentException(
                    "An append to " + table + " follows the table's layout and cannot bring one");
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
         * @throws IllegalArgumentException if the select is blank, or an append brings a layout
         */
        public TableWrite build() {
            if (select == null) {
                throw new IllegalStateException("A write of " + table + " needs a select");
            }
            return new TableWrite(table, select, mode, basis, layout, summary);
        }
    }
}

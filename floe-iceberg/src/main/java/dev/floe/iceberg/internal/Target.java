package dev.floe.iceberg.internal;

import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * What a write goes into: a table that is there and will be replaced or added to, or one that will be created. Knows location, field
 * ids and partitions before anything is written, and makes the transaction afterwards.
 */
final class Target {
    private final CatalogSession session;
    private final TableName table;
    private final @Nullable TableMetadata base;
    private final TableOperations operations;
    private final Supplier<BaseTransaction> transaction;
    private final TableMetadata start;
    private final Partitioning partitioning;

    private Target(
            CatalogSession session,
            TableName table,
            @Nullable TableMetadata base,
            TableOperations operations,
            Supplier<BaseTransaction> transaction,
            TableMetadata start) {
        this.session = session;
        this.table = table;
        this.base = base;
        this.operations = operations;
        this.transaction = transaction;
        this.start = start;
        this.partitioning = Partitioning.of(table, start.spec(), start.schema());
    }

    /** The target of a write, for the table as it is found. */
    static Target of(CatalogSession session, TableWrite write, Optional<BaseTable> present, Schema query) {
        if (present.isEmpty()) {
            return creating(session, write.table(), query, write.layout().orElse(TableLayout.PLAIN));
        }
        TableOperations operations = present.get().operations();
        return write.mode() == TableWrite.Mode.REPLACE
                ? replacing(session, write.table(), operations, query, write.layout())
                : changing(session, write.table(), operations);
    }

    static Target creating(CatalogSession session, TableName table, Schema schema, TableLayout layout) {
        BaseTransaction creation =
                session.create(table, schema, Layouts.of(table, schema, layout), layout.properties());
        return new Target(session, table, null, creation.underlyingOps(), () -> creation, creation.currentMetadata());
    }

    static Target changing(CatalogSession session, TableName table, TableOperations operations) {
        TableMetadata base = operations.current();
        return new Target(
                session,
                table,
                base,
                operations,
                () -> (BaseTransaction) Transactions.newTransaction(table.toString(), operations),
                base);
    }

    private static Target replacing(
            CatalogSession session,
            TableName table,
            TableOperations operations,
            Schema query,
            Optional<TableLayout> wanted) {
        TableMetadata base = operations.current();
        Schema schema = Schemas.inherit(query, base.schema());
        Layouts.Layout layout = wanted.map(asked -> Layouts.of(table, schema, asked))
                .orElseGet(() -> Layouts.kept(schema, base.spec(), base.sortOrder(), base.schema()));
        Map<String, String> properties = wanted.map(TableLayout::properties).orElse(Map.of());
        Supplier<TableMetadata> replacement = () -> base.buildReplacement(
                schema, layout.spec(), layout.order(), base.location(), new HashMap<>(properties));
        return new Target(
                session,
                table,
                base,
                operations,
                () -> (BaseTransaction)
                        Transactions.replaceTableTransaction(table.toString(), operations, replacement.get()),
                replacement.get());
    }

    /** The table as it was when the write began; null when there was none. */
    @Nullable TableMetadata base() {
        return base;
    }

    /** The table as it was when the write began, which there must have been. */
    TableMetadata existing() {
        if (base == null) {
            throw new IllegalStateException("Table " + table + " was not there");
        }
        return base;
    }

    /** The data files of that state. */
    List<LiveFile> liveFiles() {
        return LiveFile.of(operations, existing());
    }

    String location() {
        return Locations.withoutSlash(start.location());
    }

    /** The columns with the field ids that the files must carry. */
    Schema schema() {
        return start.schema();
    }

    Partitioning partitioning() {
        return partitioning;
    }

    SortOrder sortOrder() {
        return start.sortOrder();
    }

    Map<String, String> properties() {
        return start.properties();
    }

    FileIO io() {
        return operations.io();
    }

    /** Whether files that were written for another target can be this one's too. */
    boolean takesFilesOf(Target other) {
        return Schemas.ids(schema()).equals(Schemas.ids(other.schema()))
                && location().equals(other.location())
                && partitioning.spec().compatibleWith(other.partitioning.spec());
    }

    /** A fresh transaction on the state that the write began with; nothing of it is sent before {@link #submit}. */
    BaseTransaction transaction() {
        return transaction.get();
    }

    /**
     * Sends a transaction's changes. The catalog takes them only if the table is exactly what it was when the write began; the
     * library's own commit of a replacement would not check that.
     */
    void submit(BaseTransaction transaction) {
        if (base == null) {
            // Not the transaction's own commit: when that fails, it removes manifests that a lost reply may have made
            // live.
            operations.commit(null, transaction.currentMetadata());
        } else {
            session.commit(TableCommit.create(CatalogSession.identifier(table), base, transaction.currentMetadata()));
        }
    }
}

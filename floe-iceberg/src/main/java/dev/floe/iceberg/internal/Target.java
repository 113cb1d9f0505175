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
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * What a write goes into: a table that is there and will be replaced or added to, or one that will be created. Knows location, field
 * ids and partitions before anything is written, and makes the transaction afterwards.
 */
final class Target {
    private final TableName table;
    private final @Nullable TableMetadata base;
    private final TableOperations operations;
    private final Supplier<BaseTransaction> transaction;
    private final TableMetadata start;
    private final Partitioning partitioning;

    private Target(
            TableName table,
            @Nullable TableMetadata base,
            TableOperations operations,
            Supplier<BaseTransaction> transaction,
            TableMetadata start) {
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
                ? replacing(write.table(), operations, query, write.layout())
                : changing(write.table(), operations);
    }

    static Target creating(CatalogSession session, TableName table, Schema schema, TableLayout layout) {
        BaseTransaction creation =
                session.create(table, schema, Layouts.of(table, schema, layout), layout.properties());
        return new Target(table, null, creation.underlyingOps(), () -> creation, creation.currentMetadata());
    }

    static Target changing(TableName table, TableOperations operations) {
        TableMetadata base = operations.current();
        return new Target(
                table,
                base,
                operations,
                () -> (BaseTransaction) Transactions.newTransaction(table.toString(), operations),
                base);
    }

    private static Target replacing(
            TableName table, TableOperations operations, Schema query, Optional<TableLayout> wanted) {
        TableMetadata base = operations.current();
        Schema schema = Schemas.inherit(query, base.schema());
        Layouts.Layout layout = wanted.map(asked -> Layouts.of(table, schema, asked))
                .orElseGet(() -> Layouts.kept(schema, base.spec(), base.sortOrder(), base.schema()));
        Map<String, String> properties = wanted.map(TableLayout::properties).orElse(Map.of());
        Supplier<TableMetadata> replacement = () -> base.buildReplacement(
                schema, layout.spec(), layout.order(), base.location(), new HashMap<>(properties));
        return new Target(
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

    /** A written file as Iceberg's metadata name it. */
    DataFile dataFile(WrittenFile file, Table table) {
        DataFiles.Builder builder = DataFiles.builder(table.spec())
                .withPath(file.location())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withMetrics(FileMetrics.of(file, schema()));
        if (!partitioning.isEmpty()) {
            builder.withPartition(partitioning.partition(file.partition()));
        }
        return builder.build();
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
        // Not the transaction's own commit: it tries again by itself, and when a creation fails, it removes manifests
        // that a
        // lost reply may have made live. Not the catalog's commit of several tables either, where Polaris (1.4.1) does
        // not
        // find a name with a plus or percent sign.
        operations.commit(base, transaction.currentMetadata());
    }
}

package dev.floe.iceberg.internal;

import dev.floe.iceberg.TableName;
import java.util.HashMap;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * What a write goes into: a table that is there and will be replaced, or one that will be created. Knows location and field ids
 * before anything is written, and makes the transaction afterwards.
 */
final class Target {
    private final CatalogSession session;
    private final TableName table;
    private final @Nullable TableMetadata base;
    private final TableOperations operations;
    private final @Nullable Schema replacement;
    private final @Nullable BaseTransaction creation;
    private final TableMetadata start;

    private Target(
            CatalogSession session,
            TableName table,
            @Nullable TableMetadata base,
            TableOperations operations,
            @Nullable Schema replacement,
            @Nullable BaseTransaction creation,
            TableMetadata start) {
        this.session = session;
        this.table = table;
        this.base = base;
        this.operations = operations;
        this.replacement = replacement;
        this.creation = creation;
        this.start = start;
    }

    static Target creating(CatalogSession session, TableName table, Schema schema) {
        BaseTransaction creation = session.create(table, schema);
        return new Target(session, table, null, creation.underlyingOps(), null, creation, creation.currentMetadata());
    }

    static Target replacing(CatalogSession session, TableName table, TableOperations operations, Schema schema) {
        TableMetadata base = operations.current();
        Schema replacement = Schemas.inherit(schema, base.schema());
        return new Target(session, table, base, operations, replacement, null, replace(base, replacement));
    }

    private static TableMetadata replace(TableMetadata base, Schema schema) {
        return base.buildReplacement(
                schema, PartitionSpec.unpartitioned(), SortOrder.unsorted(), base.location(), new HashMap<>());
    }

    /** The table as it was when the write began; null when there was none. */
    @Nullable TableMetadata base() {
        return base;
    }

    String location() {
        return Locations.withoutSlash(start.location());
    }

    /** The columns with the field ids that the files must carry. */
    Schema schema() {
        return start.schema();
    }

    FileIO io() {
        return operations.io();
    }

    /** A fresh transaction on the state that the write began with; nothing of it is sent before {@link #submit}. */
    BaseTransaction transaction() {
        if (creation != null) {
            return creation;
        }
        if (base == null || replacement == null) {
            throw new IllegalStateException("Neither a creation nor a replacement");
        }
        return (BaseTransaction)
                Transactions.replaceTableTransaction(table.toString(), operations, replace(base, replacement));
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

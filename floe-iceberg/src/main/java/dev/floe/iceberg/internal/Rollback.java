package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.Basis;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;

/** Makes an earlier snapshot of a table its current one again. */
final class Rollback {
    private Rollback() {}

    static void run(CatalogSession session, CatalogErrors errors, TableName table, BaseTable present, long id) {
        TableMetadata base = present.operations().current();
        Snapshot wanted = base.snapshot(id);
        if (wanted == null) {
            throw new IcebergException(
                    ErrorCode.SNAPSHOT_NOT_FOUND,
                    "Table " + table + " has no snapshot " + id + "; it may have expired. The table has "
                            + base.snapshots().stream()
                                    .map(snapshot -> String.valueOf(snapshot.snapshotId()))
                                    .toList(),
                    table,
                    null,
                    null);
        }
        if (base.currentSnapshot() != null && base.currentSnapshot().snapshotId() == id) {
            return;
        }
        try {
            present.operations().commit(base, changed(base, wanted));
        } catch (RuntimeException e) {
            TableMetadata now = session.load(table)
                    .map(found -> found.operations().current())
                    .orElse(null);
            if (now != null
                    && now.currentSnapshot() != null
                    && now.currentSnapshot().snapshotId() == id) {
                return;
            }
            if (CatalogErrors.isConflict(e)) {
                throw Conflict.of(
                        errors,
                        table,
                        Basis.seen(States.snapshot(base).map(TableSnapshot::id)),
                        States.snapshot(now),
                        now == null ? Conflict.GONE : Conflict.ANOTHER_WAY,
                        e);
            }
            throw e;
        }
    }

    /** With the columns of the snapshot; partitions and order that need others are given up. */
    private static TableMetadata changed(TableMetadata base, Snapshot wanted) {
        TableMetadata.Builder builder = TableMetadata.buildFrom(base);
        Schema schema = wanted.schemaId() == null ? null : base.schemasById().get(wanted.schemaId());
        if (schema != null && schema.schemaId() != base.currentSchemaId()) {
            builder.setCurrentSchema(schema.schemaId());
            if (base.spec().fields().stream().anyMatch(field -> schema.findField(field.sourceId()) == null)) {
                builder.setDefaultPartitionSpec(base.specs().stream()
                        .filter(PartitionSpec::isUnpartitioned)
                        .findFirst()
                        .orElseGet(PartitionSpec::unpartitioned));
            }
            if (base.sortOrder().fields().stream().anyMatch(field -> schema.findField(field.sourceId()) == null)) {
                builder.setDefaultSortOrder(SortOrder.unsorted());
            }
        }
        return builder.setBranchSnapshot(wanted.snapshotId(), SnapshotRef.MAIN_BRANCH)
                .build();
    }
}

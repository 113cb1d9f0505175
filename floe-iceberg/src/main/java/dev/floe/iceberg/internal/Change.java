package dev.floe.iceberg.internal;

import dev.floe.iceberg.Basis;
import dev.floe.iceberg.TableName;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.SnapshotUpdate;

/** What a {@link Commit} makes of a table: one new snapshot. */
interface Change {

    TableName table();

    /** The state that the change is made on. */
    Target target();

    /** Which other states it could be moved to. */
    Basis basis();

    /** What the snapshot's summary says. */
    Map<String, String> summary();

    /** The credentials that the catalog lent for the table. */
    VendedSecret secret();

    /** The change as an update of a transaction on the target; not yet committed. */
    SnapshotUpdate<?> update(BaseTransaction transaction);

    /**
     * Moves the change to a newer state of the table.
     *
     * @throws dev.floe.iceberg.IcebergException if it cannot be made there
     */
    void rebase(BaseTable newer);
}

package dev.floe.iceberg.internal;

import dev.floe.duckdb.ConnectionSource;
import dev.floe.iceberg.ExpiryResult;
import dev.floe.iceberg.TableSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;

/** Gives up old snapshots of a table, and the files that only they need. */
final class Expiry {
    private Expiry() {}

    static ExpiryResult run(
            ConnectionSource connections, BaseTable table, Duration olderThan, int keepLast, boolean dryRun) {
        Set<String> files = new ConcurrentSkipListSet<>();
        ExpireSnapshots expiry = table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() - olderThan.toMillis())
                .retainLast(keepLast)
                .deleteWith(files::add);
        List<TableSnapshot> snapshots = expiry.apply().stream()
                .sorted(Comparator.comparingLong(Snapshot::timestampMillis))
                .map(States::of)
                .toList();
        if (dryRun || snapshots.isEmpty()) {
            return new ExpiryResult(snapshots, List.of(), List.of());
        }
        expiry.commit();
        List<String> removed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Set<String> gone = WriteFolders.removeWhole(connections, files);
        for (String file : new TreeSet<>(files)) {
            (gone.contains(file) || Locations.remove(file) ? removed : left).add(file);
        }
        return new ExpiryResult(snapshots, removed, left);
    }
}

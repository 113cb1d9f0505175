package dev.floe.iceberg.internal;

import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableSnapshot;
import dev.floe.iceberg.TableState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** Tells what Iceberg knows of a table in floe's types. */
final class States {
    private States() {}

    static TableState of(TableName table, TableMetadata metadata) {
        return new TableState(
                table,
                metadata.uuid(),
                Locations.withoutSlash(metadata.location()),
                snapshot(metadata),
                Schemas.columns(metadata.schema()),
                metadata.properties());
    }

    static Optional<TableSnapshot> snapshot(@Nullable TableMetadata metadata) {
        return metadata == null
                ? Optional.empty()
                : Optional.ofNullable(metadata.currentSnapshot()).map(States::of);
    }

    static TableSnapshot of(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return new TableSnapshot(
                snapshot.snapshotId(),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                String.valueOf(snapshot.operation()),
                summary == null ? Map.of() : summary);
    }
}

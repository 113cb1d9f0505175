package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.AccessDelegation;
import dev.floe.config.Redactor;
import dev.floe.duckdb.PreflightReport.Check;
import dev.floe.duckdb.PreflightReport.Status;
import dev.floe.duckdb.internal.EngineMessages;
import dev.floe.duckdb.internal.Queries;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether DuckDB reaches the place where a catalog's tables lie. Lists it; writes nothing. */
final class StorageProbe {
    private final AttachTarget target;
    private final AttachOptions options;
    private final Redactor redactor;

    StorageProbe(AttachTarget target, AttachOptions options, Redactor redactor) {
        this.target = target;
        this.options = options;
        this.redactor = redactor;
    }

    Check check(Connection callers, Optional<String> location) {
        if (location.isEmpty()) {
            return result(Status.SKIPPED, "the catalog does not say where its tables lie", null);
        }
        String place = location.get().replaceFirst("/+$", "");
        if (place.startsWith("file:")) {
            return folder(Path.of(URI.create(place.replaceFirst("^file:/*", "file:///"))));
        }
        if (target.delegation() == AccessDelegation.VENDED_CREDENTIALS) {
            return result(Status.SKIPPED, "the catalog vends the keys of " + place + " table by table", null);
        }
        return listed(callers, place);
    }

    private static Check folder(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isWritable(there)
                ? result(Status.PASSED, "the folder " + folder + " can be written to", null)
                : result(
                        Status.FAILED,
                        "the folder " + folder + " cannot be written to from this machine",
                        ErrorCode.STORAGE_FAILED);
    }

    private Check listed(Connection callers, String place) {
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        try (Connection own = Duplicates.of(callers)) {
            options.extensions().load(own, List.of("httpfs"));
            Optional<String> secret = StorageSecret.create(own, target.alias(), nonce, options.storage());
            try {
                Queries.text(own, "SELECT count(*) FROM glob(?)", place + "/*");
                return result(Status.PASSED, place + " can be listed", null);
            } finally {
                if (secret.isPresent()) {
                    Secrets.drop(own, secret.get());
                }
            }
        } catch (SQLException e) {
            String words = redactor.redact(EngineMessages.withoutSql(EngineMessages.essence(e)));
            return result(Status.FAILED, place + " cannot be listed: " + words, ErrorCode.STORAGE_FAILED);
        }
    }

    private static Check result(Status status, String detail, @Nullable ErrorCode code) {
        return new Check(
                Preflight.STORAGE,
                status,
                detail,
                Optional.ofNullable(code),
                Optional.ofNullable(code).flatMap(EngineMessages::remedy),
                Duration.ZERO);
    }
}

package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import dev.floe.duckdb.internal.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs an {@link Attachment} on a thread of its own and waits for it: DuckDB's calls heed neither interrupts nor cancelling, so giving
 * them up means to leave that thread, and floe's own connection, behind until DuckDB's own bounds end the call.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(PolarisAttacher.class);

    /** How long an attempt that was told to stop may take to do so before it is left behind. */
    private static final Duration GRACE = Duration.ofMillis(300);

    /** As good as no deadline at all. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private final AttachTarget target;
    private final AttachOptions options;
    private final Semaphore oneAtATime;
    private final boolean anew;

    /**
     * @param anew whether an attachment of the same catalog is to be replaced instead of reused
     */
    Attempt(AttachTarget target, AttachOptions options, Semaphore oneAtATime, boolean anew) {
        this.target = target;
        this.options = options;
        this.oneAtATime = oneAtATime;
        this.anew = anew;
    }

    AttachedCatalog attach(Connection callers) {
        Deadline deadline = Deadline.in(options.deadline());
        enter(deadline);
        boolean handedOver = false;
        DuckDBConnection own = null;
        try {
            own = Duplicates.of(callers);
            Capabilities capabilities = Capabilities.of(own);
            Optional<Existing> existing = Existing.find(own, target.alias(), capabilities);
            if (existing.isPresent() && !anew) {
                return existing.get().reuse(target, options.placement());
            }
            existing.ifPresent(there -> there.replace(target));
            Attachment attachment = new Attachment(target, options, own, capabilities, deadline, existing.isPresent());
            CompletableFuture<AttachedCatalog> result = new CompletableFuture<>();
            Thread thread = start(attachment, own, result);
            handedOver = true;
            return await(attachment, thread, result, deadline);
        } catch (SQLException e) {
            throw DuckDbException.of(
                    e, Redactor.of(options.secrets(target)), target.attaching(), ErrorCode.CATALOG_FAILED);
        } finally {
            if (!handedOver) {
                close(own);
                oneAtATime.release();
            }
        }
    }

    private void enter(Deadline deadline) {
        try {
            if (!oneAtATime.tryAcquire(deadline.atMost(FOREVER).toNanos(), TimeUnit.NANOSECONDS)) {
                throw DuckDbException.of(
                        ErrorCode.DEADLINE_EXCEEDED,
                        target.attaching() + " was not begun within " + deadline.allowed()
                                + ": another call of this attacher is still at it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DuckDbException.of(
                    ErrorCode.CANCELLED, "Interrupted while another thread attaches " + target.describe());
        }
    }

    private Thread start(Attachment attachment, Connection own, CompletableFuture<AttachedCatalog> result) {
        @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
        Thread thread = new Thread(
                () -> {
                    if (context != null) {
                        MDC.setContextMap(context);
                    }
                    AttachedCatalog attached = null;
                    Throwable failure = null;
                    try {
                        attached = attachment.attach();
                    } catch (RuntimeException | Error e) {
                        failure = e;
                    }
                    close(own);
                    oneAtATime.release();
                    if (failure == null) {
                        result.complete(attached);
                    } else {
                        result.completeExceptionally(failure);
                    }
                },
                "floe-attach-" + target.alias());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private AttachedCatalog await(
            Attachment attachment, Thread thread, CompletableFuture<AttachedCatalog> result, Deadline deadline) {
        try {
            return get(result, deadline.atMost(FOREVER));
        } catch (TimeoutException e) {
            return givenUp(
                    attachment,
                    thread,
                    result,
                    ErrorCode.DEADLINE_EXCEEDED,
                    " was not done within the deadline of " + deadline.allowed());
        } catch (InterruptedException e) {
            try {
                return givenUp(attachment, thread, result, ErrorCode.CANCELLED, " was interrupted");
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }

    private AttachedCatalog givenUp(
            Attachment attachment,
            Thread thread,
            CompletableFuture<AttachedCatalog> result,
            ErrorCode code,
            String what) {
        thread.interrupt();
        try {
            return get(result, GRACE);
        } catch (DuckDbException e) {
            throw e.code() == code ? e : DuckDbException.of(code, target.attaching() + what + ". " + e.getMessage());
        } catch (TimeoutException | InterruptedException e) {
            if (!attachment.abandon()) {
                return result.join();
            }
            String end = attachment
                    .bound()
                    .map(bound -> "It ends after " + bound.toSeconds() + " s at the latest, whatever the server does")
                    .orElse("It ends when the server's answer does");
            throw DuckDbException.of(
                    code,
                    target.attaching() + what + ": DuckDB waits for an answer and cannot be interrupted. " + end
                            + "; what it still attaches is detached again. The connection given stays usable.");
        }
    }

    private static AttachedCatalog get(CompletableFuture<AttachedCatalog> result, Duration time)
            throws TimeoutException, InterruptedException {
        try {
            return result.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable failure = e.getCause() == null ? e : e.getCause();
            // The failure comes from another thread: who reads it wants to know who asked.
            failure.setStackTrace(Stream.of(failure.getStackTrace(), new Throwable().getStackTrace())
                    .flatMap(Stream::of)
                    .toArray(StackTraceElement[]::new));
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    private static void close(@Nullable Connection own) {
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                LOG.debug("Closing floe's own connection: {}", e.getMessage());
            }
        }
    }
}

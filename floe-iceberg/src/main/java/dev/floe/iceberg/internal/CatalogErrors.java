package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import dev.floe.config.IcebergRestCatalog;
import dev.floe.config.Redactor;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchWarehouseException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.jspecify.annotations.Nullable;

/** Explains what Iceberg's library throws. */
final class CatalogErrors {
    private final IcebergRestCatalog catalog;
    private final Redactor redactor;

    CatalogErrors(IcebergRestCatalog catalog, Redactor redactor) {
        this.catalog = catalog;
        this.redactor = redactor;
    }

    /**
     * @param failure what was thrown; floe's own exceptions, and those that tell of a programmer's error, are passed on as they
     *     are
     * @param action what was tried, as the beginning of a sentence: {@code Dropping table a.b}
     */
    RuntimeException explain(RuntimeException failure, String action, @Nullable TableName table) {
        if (failure instanceof FloeException
                || failure instanceof IllegalStateException
                || failure instanceof NullPointerException) {
            return failure;
        }
        Throwable told = storageFailure(failure);
        String text = redactor.redact(firstLine((told == null ? failure : told).getMessage()));
        ErrorCode code = told == null ? code(failure, text) : ErrorCode.STORAGE_FAILED;
        return new IcebergException(
                code, action + " failed: " + text + remedy(code), table, null, Causes.redacted(failure, redactor));
    }

    /** What a library's exception says, in one line. */
    String text(Throwable failure) {
        return redactor.redact(firstLine(failure.getMessage()));
    }

    /** A failure of storage that floe noticed itself. */
    IcebergException storage(String action, Exception failure, TableName table) {
        return new IcebergException(
                ErrorCode.STORAGE_FAILED,
                action + " failed: " + redactor.redact(failure.getMessage()) + remedy(ErrorCode.STORAGE_FAILED),
                table,
                null,
                Causes.redacted(failure, redactor));
    }

    Redactor redactor() {
        return redactor;
    }

    /** Whether the catalog said for certain that a commit was not made. */
    static boolean isRefusal(RuntimeException failure) {
        return failure instanceof CommitFailedException
                || failure instanceof AlreadyExistsException
                || failure instanceof BadRequestException
                || failure instanceof NotAuthorizedException
                || failure instanceof ForbiddenException
                || failure instanceof UnprocessableEntityException
                || failure instanceof NoSuchTableException
                || failure instanceof NoSuchNamespaceException
                || !(failure instanceof RESTException
                        || failure instanceof org.apache.iceberg.exceptions.CommitStateUnknownException
                        || failure instanceof UncheckedIOException);
    }

    /** Whether a refusal means that somebody else was first. */
    static boolean isConflict(RuntimeException failure) {
        return failure instanceof CommitFailedException
                || failure instanceof AlreadyExistsException
                || failure instanceof NoSuchTableException
                || (failure instanceof BadRequestException
                        && String.valueOf(failure.getMessage()).contains("Invalid snapshot with sequence number"));
    }

    private static ErrorCode code(RuntimeException failure, String text) {
        if (failure instanceof UnsupportedOperationException) {
            return ErrorCode.CATALOG_UNSUPPORTED;
        } else if (failure instanceof NotAuthorizedException
                || (failure instanceof BadRequestException && text.contains("unauthorized_client"))) {
            return ErrorCode.CATALOG_UNAUTHORIZED;
        } else if (failure instanceof ForbiddenException) {
            return ErrorCode.CATALOG_FORBIDDEN;
        } else if (failure instanceof NoSuchWarehouseException || text.contains("Unable to find warehouse")) {
            return ErrorCode.WAREHOUSE_NOT_FOUND;
        } else if (failure instanceof NoSuchNamespaceException) {
            return ErrorCode.NAMESPACE_NOT_FOUND;
        } else if (isConflict(failure)) {
            return ErrorCode.CONFLICT;
        } else if (failure instanceof RuntimeIOException
                || failure instanceof NotFoundException
                || failure instanceof UncheckedIOException) {
            return ErrorCode.STORAGE_FAILED;
        } else if (failure instanceof ServiceFailureException) {
            return ErrorCode.CATALOG_FAILED;
        } else if (failure instanceof RESTException && hasIoCause(failure)) {
            return ErrorCode.CATALOG_UNREACHABLE;
        }
        return ErrorCode.CATALOG_FAILED;
    }

    /** Iceberg wraps what storage says in exceptions of many kinds. */
    private static @Nullable StorageException storageFailure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof StorageException storage) {
                return storage;
            }
        }
        return null;
    }

    private static boolean hasIoCause(Throwable failure) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (t instanceof IOException && !t.getClass().getName().startsWith("com.fasterxml.")) {
                return true;
            }
        }
        return false;
    }

    private String remedy(ErrorCode code) {
        return switch (code) {
            case CATALOG_UNAUTHORIZED ->
                "\nThe catalog " + catalog.uri()
                        + " did not accept the login: check client id, client secret and scope.";
            case CATALOG_FORBIDDEN ->
                "\nGrant it to the principal, or name a principal role in the scope that may do it.";
            case WAREHOUSE_NOT_FOUND ->
                "\nThe catalog " + catalog.uri() + " has no warehouse '" + catalog.warehouse()
                        + "': check its name (in Polaris, the name of the catalog), or create it.";
            case CATALOG_UNREACHABLE ->
                "\nNobody answers properly at " + catalog.uri()
                        + ": check that the catalog runs, and scheme, host, port and path (Polaris: …/api/catalog).";
            case NAMESPACE_NOT_FOUND -> "\nCreate the namespace first.";
            case STORAGE_FAILED ->
                "\nCheck that the storage can be reached with the credentials that DuckDB has for it.";
            default -> "";
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "no message"
                : message.lines().findFirst().orElse("").strip();
    }
}

package dev.floe.testkit.internal;

import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.UnprocessableEntityException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.responses.ErrorResponse;

/** Exceptions as the statuses and bodies that Polaris answers. */
final class ErrorReplies {

    private ErrorReplies() {}

    static Reply of(Throwable error) {
        return reply(status(error), error.getClass().getSimpleName(), String.valueOf(error.getMessage()));
    }

    static Reply reply(int status, String type, String message) {
        return Reply.json(
                status,
                ErrorResponse.builder()
                        .responseCode(status)
                        .withType(type)
                        .withMessage(message)
                        .build());
    }

    static int status(Throwable error) {
        if (error instanceof NoSuchNamespaceException
                || error instanceof NoSuchTableException
                || error instanceof NoSuchViewException
                || error instanceof NotFoundException) {
            return 404;
        }
        if (error instanceof AlreadyExistsException
                || error instanceof CommitFailedException
                || error instanceof NamespaceNotEmptyException) {
            return 409;
        }
        if (error instanceof ForbiddenException) {
            return 403;
        }
        if (error instanceof UnprocessableEntityException) {
            return 422;
        }
        if (error instanceof ValidationException || error instanceof IllegalArgumentException) {
            return 400;
        }
        if (error instanceof UnsupportedOperationException) {
            return 406;
        }
        return error instanceof RuntimeIOException ? 503 : 500;
    }
}

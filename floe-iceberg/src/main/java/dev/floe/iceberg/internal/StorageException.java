package dev.floe.iceberg.internal;

import java.io.IOException;
import java.sql.SQLException;

/** A metadata file that DuckDB could not read or write; the message says why. */
final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageException(String what, SQLException cause) {
        super(what + ": " + reason(cause), cause);
    }

    private static String reason(SQLException cause) {
        // The driver says first that a result was closed, and on the next line why.
        String message = String.valueOf(cause.getMessage());
        int why = message.indexOf("\nError: ");
        return (why < 0 ? message : message.substring(why + "\nError: ".length()))
                .lines()
                .findFirst()
                .orElse("no message");
    }
}

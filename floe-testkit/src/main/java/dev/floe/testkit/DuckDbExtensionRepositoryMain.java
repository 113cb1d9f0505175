package dev.floe.testkit;

import java.io.UncheckedIOException;

/**
 * Prints the directory of {@link DuckDbExtensionRepository#locate()}, for scripts. Exit code 1, with the reason on the error
 * stream, when the extensions cannot be had.
 */
public final class DuckDbExtensionRepositoryMain {

    private DuckDbExtensionRepositoryMain() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        try {
            System.out.println(DuckDbExtensionRepository.locate());
        } catch (IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}

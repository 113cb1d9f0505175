package dev.floe.config;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints why a test was skipped, which the build tool keeps to itself. */
final class PrintedSkips implements TestWatcher {
    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        System.out.println("skipped: " + context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName()
                + ": " + cause.getMessage());
    }
}

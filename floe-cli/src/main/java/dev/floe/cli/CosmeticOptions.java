package dev.floe.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of dbt that change how dbt prints, logs and caches, and not what it does; taken so that command lines work as they are. */
@SuppressWarnings("UnusedVariable") // They are there so that they are taken.
final class CosmeticOptions {
    @Option(
            names = {
                "--use-colors",
                "--no-use-colors",
                "--use-colors-file",
                "--no-use-colors-file",
                "-q",
                "--quiet",
                "--no-quiet",
                "-d",
                "--debug",
                "--no-debug",
                "--no-print",
                "--partial-parse",
                "--no-partial-parse",
                "--static-parser",
                "--no-static-parser",
                "--version-check",
                "--no-version-check",
                "--send-anonymous-usage-stats",
                "--no-send-anonymous-usage-stats",
                "--cache-selected-only",
                "--no-cache-selected-only",
                "--populate-cache",
                "--no-populate-cache",
                "--write-json",
                "--introspect",
                "--show-all-deprecations",
                "--no-show-all-deprecations",
                "--no-fail-fast",
                "--no-empty"
            },
            hidden = true)
    private boolean ignored;

    @Option(
            names = {"--log-format-file", "--log-level", "--log-level-file", "--log-path", "--printer-width"},
            hidden = true)
    private @Nullable String ignoredValue;
}

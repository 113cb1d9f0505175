package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the platform tier, as {@link PlatformLocator} finds them.
 *
 * @param environment the name of the environment
 * @param environmentReason why it is this environment
 * @param base the file
 * @param baseReason why it is this file
 * @param overlay the file of the environment beside it, which is laid over it, if it is there
 * @param notice what the user should know about the choice
 */
public record PlatformFiles(
        String environment,
        String environmentReason,
        Path base,
        String baseReason,
        Optional<Path> overlay,
        Optional<Notice> notice) {
    /** Checks that nothing is null. */
    public PlatformFiles {
        requireNonNull(environment, "environment");
        requireNonNull(environmentReason, "environmentReason");
        requireNonNull(base, "base");
        requireNonNull(baseReason, "baseReason");
        requireNonNull(overlay, "overlay");
        requireNonNull(notice, "notice");
    }
}

package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.profiles.ProfilesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that floe writes for dbt, each with a first line that says so; what somebody else wrote is not replaced without being told to. */
public final class GeneratedFile {
    private static final String MARK = "Written by floe";

    private GeneratedFile() {}

    /**
     * Checks that a file may be written.
     *
     * @throws ProfilesException {@code OUTPUT_EXISTS} if somebody else wrote it, {@code OUTPUT_FAILED} if it cannot be looked at
     */
    public static void check(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.lines().findFirst().orElse("").contains(MARK)) {
                return;
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        throw new ProfilesException(
                ErrorCode.OUTPUT_EXISTS,
                file.toAbsolutePath()
                        + " is there already, and floe did not write it; move it away, write to another place,"
                        + " or say that it may be replaced (--force)",
                null);
    }

    /**
     * Writes a file that only its owner may read, all of it or nothing.
     *
     * @throws ProfilesException {@code OUTPUT_FAILED}
     */
    public static void write(Path file, String text) {
        try {
            PrivateFile.write(file, text);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static ProfilesException failed(Path file, IOException cause) {
        return new ProfilesException(
                ErrorCode.OUTPUT_FAILED,
                file.toAbsolutePath() + " could not be written ("
                        + cause.getClass().getSimpleName() + "); check that the folder is there and may be written to",
                cause);
    }
}

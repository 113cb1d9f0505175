package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where floe and the DuckDB instances that it opens keep their own files: extensions that are unpacked or installed, temporary files. */
final class WorkDirectory {
    /** The environment variable that names it; absolute. */
    static final String VARIABLE = "FLOE_WORK_DIRECTORY";

    private WorkDirectory() {}

    /**
     * The folder that the environment names.
     *
     * @throws DuckDbException {@code SETTING_REFUSED} if it is not absolute
     */
    static Optional<Path> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> {
                    Path folder = Path.of(value);
                    if (!folder.isAbsolute()) {
                        throw DuckDbException.of(
                                ErrorCode.SETTING_REFUSED,
                                VARIABLE + " of the environment is '" + value + "'. Expected an absolute path.");
                    }
                    return folder;
                });
    }

    /** Where extensions go below a work directory. */
    static Path extensions(Path folder) {
        return folder.resolve("duckdb-extensions");
    }

    /** The JVM's folder for temporary files. */
    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    /**
     * Makes a folder that files are to be written to.
     *
     * @param what what the folder is, as the end of a sentence: {@code for temporary files}
     * @param remedy what else to name, as a sentence
     * @throws DuckDbException with the code given, if it is not there and cannot be made, or cannot be written to
     */
    static void make(Path folder, String what, ErrorCode code, String remedy) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw DuckDbException.of(
                    code,
                    "The folder " + folder + " " + what + " cannot be created: " + reason(e) + ". " + remedy,
                    e,
                    Redactor.none());
        }
        if (!Files.isWritable(folder)) {
            throw DuckDbException.of(
                    code,
                    "The folder " + folder + " " + what + " cannot be written to by this process (user "
                            + System.getProperty("user.name") + "). " + remedy);
        }
    }

    /** A file system's exceptions often say no more than the path. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}

package dev.floe.duckdb;

import dev.floe.ErrorCode;
import dev.floe.config.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Opens DuckDB through its driver, and explains why its native library cannot be loaded. The driver unpacks the library to {@code
 * java.io.tmpdir} the first time that a JVM opens DuckDB, and nothing else can tell it where (1.5.5).
 */
final class Driver {
    private static final String ELSEWHERE = "Name a folder on a disk that can be written to and executed from with"
            + " -Djava.io.tmpdir=DIR, which the driver unpacks the library to.";

    private Driver() {}

    /**
     * Opens an instance.
     *
     * @throws SQLException what DuckDB says
     * @throws DuckDbException {@code NATIVE_LIBRARY_UNLOADABLE}, {@code PLATFORM_UNSUPPORTED}
     */
    static DuckDBConnection open(String url, Properties properties) throws SQLException {
        try {
            return (DuckDBConnection) DriverManager.getConnection(url, properties);
        } catch (LinkageError e) {
            throw unloadable(e, Path.of("/"));
        }
    }

    /** An explanation; the library is missing, or was not loaded, for the whole life of the JVM. */
    static DuckDbException unloadable(LinkageError failure, Path root) {
        String platform = platform();
        String why = innermost(failure);
        if (DuckDBConnection.class.getResource("/libduckdb_java.so_" + platform) == null) {
            return DuckDbException.of(
                    ErrorCode.PLATFORM_UNSUPPORTED,
                    "DuckDB's driver on the class path holds no native library for " + platform + ": " + why
                            + ". Expected linux (amd64, arm64), macOS or Windows (amd64) and the driver's jar for it; a jar with"
                            + " another platform's classifier holds that one's only.",
                    failure,
                    Redactor.none());
        }
        if (isMusl(root)) {
            return DuckDbException.of(
                    ErrorCode.PLATFORM_UNSUPPORTED,
                    "DuckDB's native library for " + platform + " needs glibc, and this machine has musl (Alpine): "
                            + why + ". Use an image with glibc, such as one of Debian's or Red Hat's.",
                    failure,
                    Redactor.none());
        }
        String hint = why.contains("failed to map segment") || why.contains("Operation not permitted")
                ? "The folder is on a file system mounted noexec. "
                : "";
        return DuckDbException.of(
                ErrorCode.NATIVE_LIBRARY_UNLOADABLE,
                "DuckDB's native library for " + platform + " cannot be loaded from " + WorkDirectory.temporary() + ": "
                        + why + ". " + hint + ELSEWHERE,
                failure,
                Redactor.none());
    }

    private static boolean isMusl(Path root) {
        for (String loader : new String[] {"lib/ld-musl-x86_64.so.1", "lib/ld-musl-aarch64.so.1"}) {
            if (Files.exists(root.resolve(loader)) && !Files.exists(root.resolve("etc/debian_version"))) {
                return true;
            }
        }
        return false;
    }

    /** The driver's own name of the platform. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String cpu = arch.equals("aarch64") ? "arm64" : arch.equals("x86_64") ? "amd64" : arch;
        return os.startsWith("mac") ? "osx_universal" : (os.startsWith("windows") ? "windows_" : "linux_") + cpu;
    }

    private static String innermost(Throwable failure) {
        Throwable innermost = failure;
        for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
            innermost = next;
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}

package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * What runs the SQL: one entry of {@code compute}.
 *
 * @param type what kind of engine; {@code duckdb} by default
 * @param properties its settings, as the file has them: texts, whole numbers ({@link Integer}, {@link Long}, {@link
 *     java.math.BigInteger}), {@link Double}, {@link Boolean}, lists and maps of these; in the order of the file
 * @param credentials how to log in; accepted, not acted on: DuckDB runs in this process
 */
@ConfigStyle
@Value.Builder
public record ComputeConfig(ComputeType type, Map<String, Object> properties, Optional<CredentialsConfig> credentials) {
    /** The property that holds the number of models that run at once. */
    public static final String THREADS = "threads";

    /** The property that holds the database file. */
    public static final String PATH = "path";

    /** The property that holds the folder of DuckDB's temporary files. */
    public static final String TEMP_DIRECTORY = "temp_directory";

    /** The property that holds further extensions of DuckDB to load. */
    public static final String EXTENSIONS = "extensions";

    /** The property that holds which files SQL may touch. */
    public static final String FILE_ACCESS = "file_access";

    /** The {@value #FILE_ACCESS} that is the default: everything but the folders that secrets are mounted in. */
    public static final String WITHOUT_SECRETS = "without-secrets";

    /** The {@value #FILE_ACCESS} that leaves everything open. */
    public static final String ALL_FILES = "all";

    /** Copies the properties all the way down; checks that nothing is null. */
    public ComputeConfig {
        requireNonNull(type, "type");
        properties = Copies.tree(properties, "properties");
        requireNonNull(credentials, "credentials");
    }

    /** {@code properties.threads}: how many models run at once. */
    public OptionalInt threads() {
        return properties.get(THREADS) instanceof Integer threads ? OptionalInt.of(threads) : OptionalInt.empty();
    }

    /** {@code properties.path}: the DuckDB database file, or {@code :memory:}; as it is written, not resolved. */
    public Optional<String> path() {
        return properties.get(PATH) instanceof String path ? Optional.of(path) : Optional.empty();
    }

    /** A builder with every key at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ComputeConfig}. */
    public static final class Builder extends ComputeConfigBuilder {
        Builder() {
            type(ComputeType.DUCKDB);
        }
    }
}

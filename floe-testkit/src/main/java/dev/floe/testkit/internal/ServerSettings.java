package dev.floe.testkit.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog server is to be.
 *
 * @param principals by client id
 * @param storage an existing folder, as its real path
 * @param tableFolders whether a new table's metadata folder is made, which DuckDB expects
 * @param stateFile where the state outlives the server; empty to keep it in memory
 * @param port 0 for a free one
 */
public record ServerSettings(
        String warehouse,
        Map<String, Principal> principals,
        Duration tokenLifetime,
        Path storage,
        boolean tableFolders,
        Optional<Path> stateFile,
        int port) {}

package dev.floe.testkit.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog server is to be.
 *
 * @param principals by client id
 * @param storage where tables lie
 * @param stateFile where the state outlives the server; empty to keep it in memory
 * @param port 0 for a free one
 */
public record ServerSettings(
        String warehouse,
        Map<String, Principal> principals,
        Duration tokenLifetime,
        TableStorage storage,
        Optional<Path> stateFile,
        int port) {}

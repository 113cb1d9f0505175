package dev.floe.bench;

import dev.floe.config.ResolvedConfig;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading, checking and resolving floe.yaml and platform.yaml. */
@State(Scope.Thread)
public class ConfigLoad {
    private final Path folder = ConfigFiles.write();

    @Benchmark
    public ResolvedConfig load() {
        return ConfigFiles.load(folder);
    }
}

package dev.floe.bench;

import dev.floe.models.Command;
import dev.floe.models.FloePipeline;
import dev.floe.models.RunResult;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/**
 * Reads a project in a JVM of its own, as often as it is told, up to the point where a connection would be opened; prints for each
 * time the milliseconds, and at last the most heap that was in use, in MiB.
 */
public final class ParseProgram {
    private ParseProgram() {}

    /**
     * Entry point.
     *
     * @param arguments the project's folder, and how often
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            long start = System.nanoTime();
            // A run of nothing: it reads and checks the whole project, selects, and opens no session.
            RunResult result = FloePipeline.builder()
                    .project(folder)
                    .profilesFolder(folder)
                    .select("no_node_has_this_name")
                    .build()
                    .run(Command.BUILD);
            if (!result.nodes().isEmpty()) {
                throw new IllegalStateException("something was run");
            }
            System.out.println((System.nanoTime() - start) / 1_000_000);
        }
        long most = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.println(most >> 20);
    }
}

package dev.floe.duckdb.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the process may use.
 *
 * @param memoryLimit the cgroup's memory limit in bytes, if it has one
 * @param maxHeap the JVM's maximum heap in bytes
 * @param processors the processors that the JVM sees; a container's CPU limit counts
 */
public record Machine(OptionalLong memoryLimit, long maxHeap, int processors) {
    /** From here on a cgroup v1 limit means none: the kernel's largest number, rounded down to pages. */
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    /** The machine that the JVM runs on. */
    public static Machine current() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(cgroupMemory(Path.of("/")), runtime.maxMemory(), runtime.availableProcessors());
    }

    /**
     * The memory limit of the process's cgroup: the smallest from its own group up to the root, version 2 or 1; empty without one.
     *
     * @param root the root of the file system, {@code /} but for tests
     */
    public static OptionalLong cgroupMemory(Path root) {
        Path mount = root.resolve("sys/fs/cgroup");
        OptionalLong v2 = smallest(mount, group(root, "0::"), "memory.max");
        if (v2.isPresent()) {
            return v2;
        }
        return smallest(mount.resolve("memory"), group(root, "memory"), "memory.limit_in_bytes");
    }

    /** The process's group as /proc/self/cgroup tells; empty if it does not. */
    private static String group(Path root, String controller) {
        try {
            for (String line : Files.readAllLines(root.resolve("proc/self/cgroup"))) {
                String[] parts = line.split(":", 3);
                boolean matches = controller.equals("0::")
                        ? line.startsWith(controller)
                        : parts.length == 3 && (',' + parts[1] + ',').contains(',' + controller + ',');
                if (matches) {
                    return parts[2];
                }
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }

    private static OptionalLong smallest(Path mount, String group, String file) {
        OptionalLong smallest = OptionalLong.empty();
        Path top = mount.normalize();
        Path own = top.resolve(group.replaceFirst("^/+", "")).normalize();
        @Nullable Path folder = own.startsWith(top) ? own : top;
        while (folder != null && folder.startsWith(top)) {
            OptionalLong limit = read(folder.resolve(file));
            if (limit.isPresent() && (smallest.isEmpty() || limit.getAsLong() < smallest.getAsLong())) {
                smallest = limit;
            }
            folder = folder.getParent();
        }
        return smallest;
    }

    private static OptionalLong read(Path file) {
        try {
            String text = Files.readString(file).strip();
            long limit = text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
            return limit <= 0 || limit >= UNLIMITED ? OptionalLong.empty() : OptionalLong.of(limit);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}

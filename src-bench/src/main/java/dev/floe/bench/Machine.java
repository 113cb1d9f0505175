package dev.floe.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Where and when the figures were made.
 *
 * @param day of the form {@code 2026-11-24}
 * @param cpu the processor's name, or the architecture where it is not told
 * @param processors how many the JVM may use
 * @param memoryGiB the memory of the machine or container, rounded
 * @param os name and version
 * @param java vendor and version
 * @param load the load average when the run began: above 1 the figures are of a machine that had other work; negative if unknown
 */
record Machine(String day, String cpu, int processors, long memoryGiB, String os, String java, double load) {

    static Machine here() {
        java.lang.management.OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean more ? more.getTotalMemorySize() : 0;
        return new Machine(
                LocalDate.now(ZoneOffset.UTC).toString(),
                processorName(),
                system.getAvailableProcessors(),
                Math.round(memory / (double) (1 << 30)),
                system.getName() + " " + system.getVersion(),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d processors, %d GiB, %s, Java %s, load %.1f",
                day,
                cpu,
                processors,
                memoryGiB,
                os,
                java,
                load);
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch", ""));
        } catch (IOException e) {
            return System.getProperty("os.arch", "");
        }
    }
}

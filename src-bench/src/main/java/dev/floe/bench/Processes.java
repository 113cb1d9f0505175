package dev.floe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Other programs, what they need, and what is made of their times. */
final class Processes {
    private Processes() {}

    /**
     * Runs a command to its end.
     *
     * @param command the program and its arguments
     * @param input what it reads
     * @return what it printed
     * @throws IOException if it cannot be started, or fails; with what it printed
     */
    static String run(List<String> command, String input) throws IOException, InterruptedException {
        return run(command, input, Path.of("").toAbsolutePath(), Map.of());
    }

    /** The same in a folder, with more variables. */
    static String run(List<String> command, String input, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("floe-bench-", ".in");
        Path out = Files.createTempFile("floe-bench-", ".out");
        Path errors = Files.createTempFile("floe-bench-", ".err");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + status + ":\n"
                        + Files.readString(errors) + Files.readString(out));
            }
            return Files.readString(out);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.deleteIfExists(errors);
        }
    }

    /** The command that runs a class of this class path with the JVM that runs now. */
    static List<String> java(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The middle one. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Half the distance between the smallest and the largest. */
    static double spread(List<Double> values) {
        return (Collections.max(values) - Collections.min(values)) / 2;
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

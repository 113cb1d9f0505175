package dev.floe.duckdb;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A second process that runs a class of these tests. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts one with the jars and class folders of this JVM; its error output is this JVM's.
     *
     * @param more jars to add to its class path
     * @param options the JVM's options
     */
    static Process start(Class<?> main, List<Path> more, List<String> options, String... arguments) throws IOException {
        return builder(main, more, options, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static ProcessBuilder builder(Class<?> main, List<Path> more, List<String> options, String... arguments) {
        String own = System.getProperty("java.class.path");
        String modules = System.getProperty("jdk.module.path", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Stream.concat(more.stream().map(Path::toString), Stream.of(of(main), own, modules))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(File.pathSeparator))));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The next line that it prints; what it printed so far if it has ended. */
    static String line(Process process) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        // Byte by byte: a reader would keep what comes after.
        for (int next = process.getInputStream().read();
                next >= 0 && next != '\n';
                next = process.getInputStream().read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static String of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

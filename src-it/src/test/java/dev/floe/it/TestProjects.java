package dev.floe.it;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The dbt projects among the test resources, below {@code dbt-projects}. */
final class TestProjects {
    private TestProjects() {}

    /**
     * Copies a project.
     *
     * @param target its new folder
     * @return the folder
     */
    static Path copy(String project, Path target) throws IOException {
        URL url = Objects.requireNonNull(TestProjects.class.getResource("/dbt-projects/" + project), project);
        try {
            Path source = Path.of(url.toURI());
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(source.relativize(file).toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(file, copy);
                }
            }
            return target;
        } catch (URISyntaxException e) {
            throw new IOException(project, e);
        }
    }
}

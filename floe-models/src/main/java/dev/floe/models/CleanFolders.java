package dev.floe.models;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.models.context.YamlTemplates;
import dev.floe.models.project.ProjectConfig;
import dev.floe.models.project.ProjectFiles;
import dev.floe.models.project.ProjectLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Removes the folders that a project leaves. */
final class CleanFolders {
    private CleanFolders() {}

    static List<Path> of(Path project) {
        Path root = project.toAbsolutePath().normalize();
        ProjectConfig config = ProjectLoader.config(
                ProjectFiles.folder(root),
                new YamlTemplates(
                        JinjaEnvironment.dbt().build(), Optional.empty(), Map.of(), System.getenv(), Set.of(), false));
        List<String> wanted = config.cleanTargets().isEmpty() ? List.of(config.targetPath()) : config.cleanTargets();
        List<Path> sources = Stream.of(
                        config.modelPaths(),
                        config.seedPaths(),
                        config.testPaths(),
                        config.macroPaths(),
                        config.snapshotPaths(),
                        config.analysisPaths())
                .flatMap(List::stream)
                .map(root::resolve)
                .toList();
        List<Path> removed = new ArrayList<>();
        for (String each : wanted) {
            Path folder = root.resolve(each).normalize();
            boolean holdsSources =
                    sources.stream().anyMatch(source -> source.startsWith(folder) || folder.startsWith(source));
            if (folder.startsWith(root) && !folder.equals(root) && !holdsSources && Files.isDirectory(folder)) {
                remove(folder);
                removed.add(folder);
            }
        }
        return removed;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

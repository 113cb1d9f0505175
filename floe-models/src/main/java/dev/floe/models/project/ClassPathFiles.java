package dev.floe.models.project;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files below a place on the class path: folders and jars alike, several of them if the place occurs more than once. */
final class ClassPathFiles implements ProjectFiles {
    private final ClassLoader loader;
    private final String root;

    ClassPathFiles(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root.isEmpty() || root.endsWith("/") ? root : root + "/";
    }

    /** Found through the project's own file, for jars need not have entries for folders. */
    @Override
    public List<String> list(String under) {
        Set<String> found = new TreeSet<>();
        try {
            Enumeration<URL> locations = loader.getResources(root + ProjectConfig.FILE);
            while (locations.hasMoreElements()) {
                collect(locations.nextElement(), under, found);
            }
        } catch (IOException | URISyntaxException e) {
            throw FolderFiles.problem(under, "the class path cannot be listed: " + e.getMessage());
        }
        return List.copyOf(found);
    }

    @Override
    public List<String> folders(String under) {
        String place = under.isEmpty() ? "" : under + "/";
        return list(under).stream()
                .map(path -> path.substring(place.length()))
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }

    @Override
    public ProjectFiles below(String folder) {
        return new ClassPathFiles(loader, root + folder);
    }

    private void collect(URL project, String under, Set<String> found) throws IOException, URISyntaxException {
        if (project.getProtocol().equals("file")) {
            Path folder = Path.of(project.toURI()).resolveSibling("");
            found.addAll(ProjectFiles.folder(folder).list(under));
        } else if (project.openConnection() instanceof JarURLConnection jar) {
            String place = root + (under.isEmpty() || under.endsWith("/") ? under : under + "/");
            jar.setUseCaches(false);
            try (JarFile file = jar.getJarFile()) {
                file.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(place))
                        .forEach(name -> found.add(name.substring(root.length())));
            }
        } else {
            throw FolderFiles.problem(
                    under, "a class path entry of the kind " + project.getProtocol() + ": is not supported");
        }
    }

    @Override
    public Optional<String> read(String path) {
        try (InputStream in = loader.getResourceAsStream(root + path)) {
            return in == null ? Optional.empty() : Optional.of(FolderFiles.text(path, in.readAllBytes()));
        } catch (IOException e) {
            throw FolderFiles.problem(path, "the file cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Path materialize(String path) {
        try (InputStream in = loader.getResourceAsStream(root + path)) {
            if (in == null) {
                throw FolderFiles.problem(path, "the file is not on the class path");
            }
            Path copy = Files.createTempFile("floe-", "-" + path.substring(path.lastIndexOf('/') + 1));
            copy.toFile().deleteOnExit();
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw FolderFiles.problem(path, "the file cannot be copied from the class path: " + e.getMessage());
        }
    }

    @Override
    public String describe() {
        return URI.create("classpath:/") + root;
    }

    @Override
    public Optional<Path> root() {
        return Optional.empty();
    }
}

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

/** The files below a place on the class path: folders and jars alike, several of them if the place occurs more than once. */
final class ClassPathFiles implements ProjectFiles {
    private final ClassLoader loader;
    private final String root;

    ClassPathFiles(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root.isEmpty() || root.endsWith("/") ? root : root + "/";
    }

    @Override
    public List<String> list(String under) {
        String place = root + (under.isEmpty() || under.endsWith("/") ? under : under + "/");
        Set<String> found = new TreeSet<>();
        try {
            Enumeration<URL> locations = loader.getResources(place);
            while (locations.hasMoreElements()) {
                collect(locations.nextElement(), place, found);
            }
        } catch (IOException | URISyntaxException e) {
            throw FolderFiles.problem(under, "the class path cannot be listed: " + e.getMessage());
        }
        return List.copyOf(found);
    }

    private void collect(URL location, String place, Set<String> found) throws IOException, URISyntaxException {
        if (location.getProtocol().equals("file")) {
            Path folder = Path.of(location.toURI());
            ProjectFiles.folder(folder).list("").forEach(file -> found.add(place.substring(root.length()) + file));
        } else if (location.openConnection() instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                file.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(place))
                        .forEach(name -> found.add(name.substring(root.length())));
            }
        } else {
            throw FolderFiles.problem(
                    place, "a class path entry of the kind " + location.getProtocol() + ": is not supported");
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

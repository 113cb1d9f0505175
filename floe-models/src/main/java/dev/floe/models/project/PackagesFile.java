package dev.floe.models.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code packages.yml} or {@code dependencies.yml} asks for.
 *
 * @param local packages in a folder
 * @param git packages in a git repository
 * @param others what floe cannot fetch: packages of a registry and archives
 */
public record PackagesFile(List<Local> local, List<Git> git, List<Other> others) {
    /** The names that the file can have; the first that is there counts. */
    public static final List<String> NAMES = List.of("packages.yml", "dependencies.yml");

    /** Copies the lists. */
    public PackagesFile {
        local = List.copyOf(local);
        git = List.copyOf(git);
        others = List.copyOf(others);
    }

    /** Something that is asked for. */
    public sealed interface Entry {
        /** The file that asks for it. */
        String file();

        /** The line it stands on. */
        int line();

        /** What it is, for messages. */
        String what();
    }

    /**
     * A package in a folder.
     *
     * @param path relative to the project that asks for it
     */
    public record Local(String file, int line, String path) implements Entry {
        @Override
        public String what() {
            return path;
        }
    }

    /**
     * A package in a git repository.
     *
     * @param url as git takes it
     * @param revision a tag, branch or commit; the repository's default when nothing is said
     * @param subdirectory where in the repository it is, when not at its root
     */
    public record Git(String file, int line, String url, Optional<String> revision, Optional<String> subdirectory)
            implements Entry {
        @Override
        public String what() {
            return url;
        }
    }

    /** Something that floe cannot fetch. */
    public record Other(String file, int line, String what) implements Entry {}

    /** What has to be fetched before the project can be read. */
    public List<Entry> fetched() {
        List<Entry> all = new ArrayList<>(git);
        all.addAll(others);
        return all;
    }

    /**
     * Reads the file; without one, nothing is asked for.
     *
     * @param problems where it is told what cannot be understood
     */
    public static PackagesFile read(ProjectFiles files, Problems problems, TemplateText templates) {
        for (String name : NAMES) {
            Optional<String> text = files.read(name);
            if (text.isPresent()) {
                YamlReading in = new YamlReading(name, problems, templates);
                Optional<YamlNode.Mapping> file =
                        YamlReader.read(name, text.get(), problems).flatMap(node -> in.mapping(node, "the file"));
                if (file.isPresent() && file.get().get("packages").isPresent()) {
                    return read(in, file.get());
                }
            }
        }
        return new PackagesFile(List.of(), List.of(), List.of());
    }

    private static PackagesFile read(YamlReading in, YamlNode.Mapping file) {
        List<Local> local = new ArrayList<>();
        List<Git> git = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        for (YamlNode item : in.items(file, "packages", false)) {
            in.mapping(item, "each item of 'packages'").ifPresent(entry -> {
                int line = entry.line();
                Optional<String> folder = in.text(entry, "local");
                Optional<String> url = in.text(entry, "git");
                if (folder.isPresent()) {
                    local.add(new Local(in.path(), line, folder.get()));
                } else if (url.isPresent()) {
                    List<String> revision = in.texts(entry, "revision");
                    git.add(new Git(
                            in.path(), line, url.get(), revision.stream().findFirst(), in.text(entry, "subdirectory")));
                } else {
                    Optional<String> what = in.text(entry, "package")
                            .or(() -> in.text(entry, "tarball"))
                            .or(() -> in.text(entry, "private"));
                    if (what.isPresent()) {
                        others.add(new Other(in.path(), line, what.get()));
                    } else {
                        in.problem(entry, "a package is 'local:', 'git:' or 'package:'");
                    }
                }
            });
        }
        return new PackagesFile(local, git, others);
    }
}

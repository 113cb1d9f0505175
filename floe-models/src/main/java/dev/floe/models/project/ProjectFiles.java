package dev.floe.models.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a project's files are: a folder, or a place on the class path.
 *
 * <p>Paths are relative to the project's root, with forward slashes. Implementations are immutable and thread-safe.
 */
public interface ProjectFiles {

    /**
     * Every file below a folder, in the order of their paths; empty when the folder is not there.
     *
     * @param folder relative to the root; the empty string is the root itself
     */
    List<String> list(String folder);

    /**
     * The names of the folders directly in a folder, in order; empty when the folder is not there.
     *
     * @param folder relative to the root
     */
    List<String> folders(String folder);

    /**
     * The files below a folder as a project of their own.
     *
     * @param folder relative to the root; on the class path it may not lead out of it
     */
    ProjectFiles below(String folder);

    /**
     * A file's text, read as UTF-8 without a byte order mark.
     *
     * @return empty when there is no such file
     * @throws ProjectException if it is there and cannot be read as UTF-8 text
     */
    Optional<String> read(String path);

    /**
     * A file as a path that DuckDB can open. A file of the class path is copied to a temporary one.
     *
     * @throws ProjectException if it is not there or cannot be copied
     */
    Path materialize(String path);

    /** The root, for messages. */
    String describe();

    /** The folder that holds the project, when it is one. */
    Optional<Path> root();

    /**
     * A project in a folder.
     *
     * @param root need not be absolute
     */
    static ProjectFiles folder(Path root) {
        return new FolderFiles(root.toAbsolutePath().normalize());
    }

    /**
     * A project on the class path, in a jar or in a folder.
     *
     * @param loader where to look
     * @param root the place of {@code dbt_project.yml}, for example {@code "analytics"}
     */
    static ProjectFiles classPath(ClassLoader loader, String root) {
        return new ClassPathFiles(loader, root);
    }
}

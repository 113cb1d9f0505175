package dev.floe.models.project;

/**
 * A file of SQL or macros.
 *
 * @param path relative to the project's root, with forward slashes
 * @param folder the configured folder it was found in, for example {@code models}
 * @param text its text
 */
public record SourceFile(String path, String folder, String text) {

    /** The path below the configured folder. */
    public String relativePath() {
        return path.substring(folder.length() + (folder.isEmpty() ? 0 : 1));
    }

    /** The file's name without its ending. */
    public String name() {
        return nameOf(path);
    }

    /** The file's name without folders and ending. */
    public static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}

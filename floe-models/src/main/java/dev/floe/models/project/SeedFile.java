package dev.floe.models.project;

/**
 * A CSV file that is loaded as a table.
 *
 * @param path relative to the project's root
 * @param folder the configured folder it was found in
 */
public record SeedFile(String path, String folder) {

    /** The file's name without its ending: the seed's name. */
    public String name() {
        return SourceFile.nameOf(path);
    }

    /** The path below the configured folder. */
    public String relativePath() {
        return path.substring(folder.length() + (folder.isEmpty() ? 0 : 1));
    }
}

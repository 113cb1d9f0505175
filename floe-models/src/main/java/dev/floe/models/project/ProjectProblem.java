package dev.floe.models.project;

/**
 * One thing that is wrong in a project's files.
 *
 * @param path the file, relative to the project's folder, with forward slashes
 * @param line 1-based; 0 when the problem belongs to the whole file
 * @param column 1-based; 0 when the problem belongs to the whole line
 * @param message what was found, what was expected and what to do
 */
public record ProjectProblem(String path, int line, int column, String message) {

    /** {@code path:line:column: message}, leaving out what is 0. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        return text.append(": ").append(message).toString();
    }
}

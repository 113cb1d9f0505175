package dev.floe.models.project;

import dev.floe.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong in a project, so that all of it can be told at once. Not thread-safe. */
public final class Problems {
    private final List<ProjectProblem> errors = new ArrayList<>();
    private final List<ProjectProblem> notices = new ArrayList<>();

    /** Adds something that keeps the project from running. */
    public void add(String path, int line, int column, String message) {
        errors.add(new ProjectProblem(path, line, column, message));
    }

    /** Adds something that keeps the project from running, at the place of a YAML value. */
    public void add(String path, YamlNode at, String message) {
        add(path, at.line(), at.column(), message);
    }

    /** Adds something that the user should know and that does not keep the project from running. */
    public void notice(String path, int line, int column, String message) {
        notices.add(new ProjectProblem(path, line, column, message));
    }

    /** What does not keep the project from running, in the order it was found. */
    public List<ProjectProblem> notices() {
        return List.copyOf(notices);
    }

    /** Whether something keeps the project from running. */
    public boolean any() {
        return !errors.isEmpty();
    }

    /**
     * Ends the stage if there was a problem.
     *
     * @throws ProjectException with all problems so far
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ProjectException(ErrorCode.PROJECT_INVALID, errors);
        }
    }
}

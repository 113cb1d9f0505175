package dev.floe.models.project;

import dev.floe.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong in a project, so that all of it can be told at once. Not thread-safe. */
public final class Problems {
    private final List<ProjectProblem> errors;
    private final List<ProjectProblem> notices;
    private final String folder;

    /** Nothing wrong so far. */
    public Problems() {
        this(new ArrayList<>(), new ArrayList<>(), "");
    }

    private Problems(List<ProjectProblem> errors, List<ProjectProblem> notices, String folder) {
        this.errors = errors;
        this.notices = notices;
        this.folder = folder;
    }

    /**
     * The same problems, for files of a package.
     *
     * @param place what its paths are told to be below; the empty string for the project itself
     */
    public Problems below(String place) {
        return new Problems(errors, notices, place.isEmpty() ? "" : place + "/");
    }

    /** A gatherer of its own for files of the same place, for {@link #addAll}. */
    Problems apart() {
        return new Problems(new ArrayList<>(), new ArrayList<>(), folder);
    }

    /** Adds what was gathered apart. */
    void addAll(Problems others) {
        errors.addAll(others.errors);
        notices.addAll(others.notices);
    }

    /** Adds something that keeps the project from running. */
    public void add(String path, int line, int column, String message) {
        errors.add(new ProjectProblem(folder + path, line, column, message));
    }

    /** Adds something that keeps the project from running, at the place of a YAML value. */
    public void add(String path, YamlNode at, String message) {
        add(path, at.line(), at.column(), message);
    }

    /** Adds something that the user should know and that does not keep the project from running. */
    public void notice(String path, int line, int column, String message) {
        notices.add(new ProjectProblem(folder + path, line, column, message));
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

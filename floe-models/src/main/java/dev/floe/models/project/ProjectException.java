package dev.floe.models.project;

import dev.floe.ErrorCode;
import dev.floe.FloeException;
import java.util.List;

/** A project cannot be run as it is. Carries every problem that was found, in the order of the files. */
public final class ProjectException extends FloeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ProjectProblem> problems;

    /**
     * @param problems at least one
     * @throws IllegalArgumentException if there is none
     */
    public ProjectException(List<ProjectProblem> problems) {
        this(ErrorCode.PROJECT_INVALID, problems);
    }

    /**
     * @param code the kind of failure, when it is a more special one than {@link ErrorCode#PROJECT_INVALID}
     * @param problems at least one
     * @throws IllegalArgumentException if there is none
     */
    public ProjectException(ErrorCode code, List<ProjectProblem> problems) {
        super(code, render(problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Everything that was found; never empty. */
    public List<ProjectProblem> problems() {
        return problems;
    }

    private static String render(List<ProjectProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a project exception needs at least one problem");
        }
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        StringBuilder text = new StringBuilder().append(problems.size()).append(" problems in the project:");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}

package dev.floe.models.context;

import dev.floe.jinja.JinjaException;
import dev.floe.models.project.ProjectProblem;

/** Turns failures of templates into problems of files. */
public final class TemplateErrors {
    private TemplateErrors() {}

    /** The line that failed, or 0. */
    public static int line(JinjaException e) {
        return e.position().map(JinjaException.Position::line).orElse(0);
    }

    /** The failure as a problem of the file it happened in; macros that were on the way are named. */
    public static ProjectProblem problem(String path, JinjaException e) {
        StringBuilder text = new StringBuilder(e.detail());
        e.position()
                .ifPresent(
                        position -> text.append(", in: ").append(position.text().strip()));
        for (JinjaException.MacroCall call : e.macroStack()) {
            text.append("; in macro ").append(call.macro());
            if (call.line() > 0) {
                text.append(" called at ").append(call.template()).append(':').append(call.line());
            }
        }
        String file = e.position().map(JinjaException.Position::template).orElse(path);
        return new ProjectProblem(file, line(e), 0, text.toString());
    }
}

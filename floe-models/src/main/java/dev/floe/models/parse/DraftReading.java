package dev.floe.models.parse;

import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Template;
import dev.floe.models.context.TemplateErrors;
import dev.floe.models.parse.ConfigLayers.Layer;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.ProjectConfig;
import dev.floe.models.project.ProjectProblem;
import dev.floe.models.project.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that every node goes through while it is read: configuration trees, its template, its name. */
final class DraftReading {
    private final Project project;
    private final Templates templates;
    private final RelationNamer namer;
    private final Drafts drafts;
    private final Problems problems;
    private final ConfigTrees trees = new ConfigTrees();
    private final Map<String, Template> parsed = new HashMap<>();

    DraftReading(Project project, Templates templates, RelationNamer namer, Drafts drafts, Problems problems) {
        this.project = project;
        this.templates = templates;
        this.namer = namer;
        this.drafts = drafts;
        this.problems = problems;
    }

    /** The trees of a draft's own package and, for a package's, of the project, which count most. */
    void trees(Draft draft, String tree) {
        add(draft, Layer.TREE, draft.from.config(), tree);
        if (!draft.from.name().equals(project.name())) {
            add(draft, Layer.PROJECT, project.config(), tree);
        }
    }

    /** Gets files ready for {@link #examine}. */
    void prepare(List<SourceFile> files) {
        templates.prepare(files);
    }

    private void add(Draft draft, Layer layer, ProjectConfig said, String tree) {
        trees.add(draft.layers, layer, said.tree(tree), said.writtenTree(tree), draft.head.fqn());
    }

    /**
     * Looks at a draft's template.
     *
     * @param names what only this template sees
     * @return false, and a problem, if it cannot be rendered
     */
    boolean examine(Draft draft, Map<String, @Nullable Object> names) {
        try {
            parsed.put(draft.head.uniqueId(), templates.examine(draft, namer.provisional(draft.head.name()), names));
            return true;
        } catch (JinjaException e) {
            tell(draft, e);
            return false;
        }
    }

    /** Takes a template that need not be looked at. */
    void template(Draft draft, Template template) {
        parsed.put(draft.head.uniqueId(), template);
    }

    /**
     * Names a draft, looks at its hooks and adds it to the drafts.
     *
     * @param folder the folder below the configured one
     */
    void complete(Draft draft, String folder) {
        draft.config = draft.layers.config();
        try {
            draft.relation = namer.name(draft, folder);
            for (String kind : List.of(Hooks.BEFORE, Hooks.AFTER)) {
                Hooks.of(draft.config, kind).forEach(hook -> templates.examineHook(draft, hook.sql()));
            }
            for (String table : Constraints.tables(draft)) {
                templates.examineHook(draft, "{{ " + table + " }}");
            }
        } catch (JinjaException e) {
            tell(draft, e);
        }
        drafts.add(draft);
    }

    private void tell(Draft draft, JinjaException e) {
        ProjectProblem problem = TemplateErrors.problem(draft.head.path(), e);
        problems.below(draft.from.place()).add(problem.path(), problem.line(), problem.column(), problem.message());
    }

    /** The template of each model and test, by unique id. */
    Map<String, Template> parsed() {
        return parsed;
    }
}

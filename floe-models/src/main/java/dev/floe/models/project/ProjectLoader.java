package dev.floe.models.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dbt-shaped project and the packages it uses: {@code dbt_project.yml}, models, macros, seeds, tests and properties files.
 *
 * <pre>{@code
 * Project project = ProjectLoader.load(ProjectFiles.folder(Path.of("analytics")), templates);
 * }</pre>
 */
public final class ProjectLoader {
    private final TemplateText templates;
    private final Problems problems = new Problems();

    private ProjectLoader(TemplateText templates) {
        this.templates = templates;
    }

    /**
     * Reads everything.
     *
     * @param templates renders the Jinja of YAML values
     * @throws ProjectException with all problems found
     */
    public static Project load(ProjectFiles files, TemplateText templates) {
        return new ProjectLoader(templates).load(files);
    }

    /**
     * Reads {@code dbt_project.yml} alone.
     *
     * @throws ProjectException with all problems found
     */
    public static ProjectConfig config(ProjectFiles files, TemplateText templates) {
        Problems problems = new Problems();
        Optional<ProjectConfig> config = ProjectConfigReader.read(files, problems, templates);
        problems.throwIfAny();
        return config.orElseThrow();
    }

    /**
     * The profile that the project names. It is known before anything else, since the rest may depend on its target.
     *
     * @throws ProjectException if {@code dbt_project.yml} cannot be read
     */
    public static Optional<String> profile(ProjectFiles files, TemplateText templates) {
        Problems problems = new Problems();
        Optional<String> profile = ProjectConfigReader.profile(files, problems, templates);
        problems.throwIfAny();
        return profile;
    }

    private Project load(ProjectFiles files) {
        Optional<ProjectConfig> read = ProjectConfigReader.read(files, problems, templates);
        problems.throwIfAny();
        ProjectConfig root = read.orElseThrow();
        List<PackageFiles> all = new ArrayList<>();
        all.add(new PackageFiles(files, "", root, problems));
        all.addAll(new InstalledPackages(files, root, templates, problems).find());
        Map<String, List<SourceFile>> docs = new LinkedHashMap<>();
        all.forEach(each -> docs.put(each.config().name(), each.docs()));
        TemplateText described = templates.withDocs(docs);
        List<Project> projects = new ArrayList<>();
        for (PackageFiles each : all) {
            String name = each.config().name();
            Map<String, @Nullable Object> variables =
                    new LinkedHashMap<>(each.config().variablesOf(name));
            variables.putAll(root.variablesOf(name));
            projects.add(each.read(described.within(name, variables), docs.getOrDefault(name, List.of())));
        }
        problems.throwIfAny();
        return projects.get(0).with(projects.subList(1, projects.size()), problems.notices());
    }
}

package dev.floe.models.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the packages of a project: the folders of {@code dbt_packages} that hold a {@code dbt_project.yml}, and the local packages that
 * {@code packages.yml} or {@code dependencies.yml} names, which need not be installed.
 */
final class InstalledPackages {
    private static final String NOT_A_PACKAGE = "__";

    private final ProjectFiles files;
    private final ProjectConfig root;
    private final TemplateText templates;
    private final Problems problems;
    private final Map<String, PackageFiles> found = new LinkedHashMap<>();

    InstalledPackages(ProjectFiles files, ProjectConfig root, TemplateText templates, Problems problems) {
        this.files = files;
        this.root = root;
        this.templates = templates;
        this.problems = problems;
    }

    /** The packages, in the order of their names. What is asked for and not there becomes a problem. */
    List<PackageFiles> find() {
        PackagesFile asked = PackagesFile.read(files, problems, templates);
        locals(files, "", asked);
        List<String> installed = files.folders(root.packagesPath()).stream()
                .filter(folder -> !folder.startsWith(NOT_A_PACKAGE))
                .filter(folder -> files.read(root.packagesPath() + "/" + folder + "/" + ProjectConfig.FILE)
                        .isPresent())
                .toList();
        for (String folder : installed) {
            String place = root.packagesPath() + "/" + folder;
            add(files.below(place), place);
        }
        if (asked.fetched().size() > installed.size()) {
            asked.fetched()
                    .forEach(entry -> problems.add(
                            entry.file(),
                            entry.line(),
                            0,
                            "the package " + entry.what() + " is not in " + root.packagesPath()
                                    + "/, or another that is asked for: there are "
                                    + asked.fetched().size() + " to be fetched and "
                                    + installed.size() + " there; run floe deps, or put it there"));
        }
        List<String> names = found.keySet().stream().sorted().toList();
        List<PackageFiles> packages = new ArrayList<>();
        names.forEach(name -> packages.add(found.get(name)));
        return packages;
    }

    private void locals(ProjectFiles from, String fromPlace, PackagesFile asked) {
        for (PackagesFile.Local local : asked.local()) {
            String place = fromPlace.isEmpty() ? local.path() : fromPlace + "/" + local.path();
            ProjectFiles there = from.below(local.path());
            if (there.read(ProjectConfig.FILE).isEmpty()) {
                problems.add(
                        local.file(),
                        local.line(),
                        0,
                        "the local package " + local.path() + " is not there, or has no " + ProjectConfig.FILE);
            } else if (add(there, place)) {
                locals(there, place, PackagesFile.read(there, problems.below(place), templates));
            }
        }
    }

    private boolean add(ProjectFiles there, String place) {
        Problems its = problems.below(place);
        Optional<ProjectConfig> config = ProjectConfigReader.read(there, its, templates);
        if (config.isEmpty()) {
            return false;
        }
        if (config.get().name().equals(root.name())) {
            its.add(ProjectConfig.FILE, 0, 0, "the package has the project's own name, '" + root.name() + "'");
            return false;
        }
        return found.putIfAbsent(config.get().name(), new PackageFiles(there, place, config.get(), its)) == null;
    }
}

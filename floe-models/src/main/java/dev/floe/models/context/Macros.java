package dev.floe.models.context;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.models.project.Problems;
import dev.floe.models.project.Project;
import dev.floe.models.project.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every macro of a project and of floe itself, by package and name, parsed once.
 *
 * <p>An unqualified name means, in this order: a macro of the package it is used in, of the project, of floe's own set. Immutable
 * and thread-safe.
 */
public final class Macros {
    /** The package name of floe's own macros, as packages expect it. */
    public static final String BUILT_IN = "dbt";

    private final String project;
    private final Map<String, Map<String, Macro>> packages;
    private final BuiltInMacros builtIn;

    /** The environment that the macros were parsed in. */
    JinjaEnvironment jinja() {
        return builtIn.jinja();
    }

    private Macros(String project, Map<String, Map<String, Macro>> packages, BuiltInMacros builtIn) {
        this.project = project;
        this.packages = packages;
        this.builtIn = builtIn;
    }

    /**
     * A macro.
     *
     * @param packageName the package it belongs to
     * @param name as it is called; a generic test's begins with {@code test_}
     * @param path its file
     */
    public record Macro(String packageName, String name, String path, Definition definition) {
        /** {@code macro.package.name}. */
        public String uniqueId() {
            return "macro." + packageName + "." + name;
        }
    }

    /**
     * Parses the macros of a project and of its packages.
     *
     * @param problems where files that cannot be parsed are told of
     */
    public static Macros of(Project project, JinjaEnvironment jinja, Problems problems) {
        Map<String, Map<String, Macro>> packages = new LinkedHashMap<>();
        for (Project each : project.all()) {
            Map<String, Macro> macros = new LinkedHashMap<>();
            Problems its = problems.below(each.place());
            each.macros().forEach(file -> read(each.name(), file, jinja, macros, its));
            packages.put(each.name(), Collections.unmodifiableMap(macros));
        }
        return new Macros(project.name(), packages, new BuiltInMacros(jinja));
    }

    private static void read(
            String packageName, SourceFile file, JinjaEnvironment jinja, Map<String, Macro> macros, Problems problems) {
        try {
            for (Definition definition : jinja.parse(file.text(), file.path()).definitions()) {
                if (definition.tag() == BlockTag.DOCS) {
                    continue;
                }
                String name = definition.macroName();
                Macro other = macros.putIfAbsent(name, new Macro(packageName, name, file.path(), definition));
                if (other != null) {
                    problems.add(
                            file.path(),
                            definition.line(),
                            0,
                            "the macro '" + name + "' is there twice; the other is in " + other.path() + ":"
                                    + other.definition().line());
                }
            }
        } catch (JinjaException e) {
            problems.add(file.path(), TemplateErrors.line(e), 0, e.detail());
        }
    }

    /** The macro that an unqualified name means inside a package. */
    public Optional<Macro> find(String fromPackage, String name) {
        Macro own = packages.getOrDefault(fromPackage, Map.of()).get(name);
        if (own == null) {
            own = packages.getOrDefault(project, Map.of()).get(name);
        }
        return own != null ? Optional.of(own) : builtIn.find(name);
    }

    /** A macro of one package. */
    public Optional<Macro> inPackage(String packageName, String name) {
        return packageName.equals(BUILT_IN)
                ? builtIn.find(name)
                : Optional.ofNullable(
                        packages.getOrDefault(packageName, Map.of()).get(name));
    }

    /** The names of the project and its packages. */
    public Set<String> packages() {
        return packages.keySet();
    }

    /** Whether there are macros of this package. */
    public boolean hasPackage(String packageName) {
        return packageName.equals(BUILT_IN) || packages.containsKey(packageName);
    }

    /** The project's name. */
    public String project() {
        return project;
    }

    /** Every macro of the project and its packages, and then floe's own. */
    public List<Macro> all() {
        List<Macro> all = new ArrayList<>();
        packages.values().forEach(macros -> all.addAll(macros.values()));
        all.addAll(builtIn.all());
        return all;
    }

    /** The names of all macros that a package's own files define. */
    public Set<String> names(String packageName) {
        return packages.getOrDefault(packageName, Map.of()).keySet();
    }
}

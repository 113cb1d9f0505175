package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.project.Names;
import dev.floe.models.project.ProjectException;
import dev.floe.models.project.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code doc(name)} and {@code doc(package, name)}: the text of a {@code {% docs name %}} block. */
record DocFunction(Map<String, Map<String, String>> blocks, String packageName) implements Callable {

    /**
     * Reads the blocks.
     *
     * @param files by package, in the order in which packages are looked through
     * @throws ProjectException if a file cannot be read
     */
    static DocFunction of(Map<String, List<SourceFile>> files, JinjaEnvironment jinja) {
        Map<String, Map<String, String>> blocks = new LinkedHashMap<>();
        files.forEach((name, its) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            its.forEach(file -> read(file, jinja, texts));
            blocks.put(name, texts);
        });
        return new DocFunction(blocks, "");
    }

    private static void read(SourceFile file, JinjaEnvironment jinja, Map<String, String> texts) {
        try {
            for (Definition definition : jinja.parse(file.text(), file.path()).definitions()) {
                if (definition.tag() == BlockTag.DOCS) {
                    texts.put(definition.name(), DocBlock.text(definition, jinja));
                }
            }
        } catch (JinjaException e) {
            throw new ProjectException(List.of(TemplateErrors.problem(file.path(), e)));
        }
    }

    @Override
    public Object call(Arguments arguments) {
        int count = arguments.positional().size();
        if (count < 1 || count > 2) {
            throw ExceptionsValue.compilation("doc() takes one or two names, as in doc('block')");
        }
        String name = Values.text(arguments.positional().get(count - 1));
        List<String> places = new ArrayList<>();
        if (count == 2) {
            places.add(Values.text(arguments.positional().get(0)));
        } else {
            places.add(packageName);
            places.addAll(blocks.keySet());
        }
        for (String place : places) {
            String text = blocks.getOrDefault(place, Map.of()).get(name);
            if (text != null) {
                return text;
            }
        }
        List<String> known = blocks.values().stream()
                .flatMap(texts -> texts.keySet().stream())
                .toList();
        throw ExceptionsValue.compilation(
                "there is no block {% docs " + name + " %}" + Names.hint(name, known) + " in the project's .md files");
    }
}

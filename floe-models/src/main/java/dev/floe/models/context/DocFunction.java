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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code doc(name)} and {@code doc(package, name)}: the text of a {@code {% docs name %}} block. */
record DocFunction(Map<String, String> blocks) implements Callable {

    /**
     * Reads the blocks.
     *
     * @throws ProjectException if a file cannot be read
     */
    static DocFunction of(List<SourceFile> files, JinjaEnvironment jinja) {
        Map<String, String> blocks = new HashMap<>();
        for (SourceFile file : files) {
            try {
                for (Definition definition :
                        jinja.parse(file.text(), file.path()).definitions()) {
                    if (definition.tag() == BlockTag.DOCS) {
                        blocks.put(definition.name(), definition.contents().strip());
                    }
                }
            } catch (JinjaException e) {
                throw new ProjectException(List.of(TemplateErrors.problem(file.path(), e)));
            }
        }
        return new DocFunction(blocks);
    }

    @Override
    public Object call(Arguments arguments) {
        int count = arguments.positional().size();
        if (count < 1 || count > 2) {
            throw ExceptionsValue.compilation("doc() takes one or two names, as in doc('block')");
        }
        String name = Values.text(arguments.positional().get(count - 1));
        String text = blocks.get(name);
        if (text == null) {
            throw ExceptionsValue.compilation("there is no block {% docs " + name + " %}"
                    + Names.hint(name, blocks.keySet()) + " in the project's .md files");
        }
        return text;
    }
}

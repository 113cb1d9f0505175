package dev.floe.models.project;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the Jinja in a YAML value. */
@FunctionalInterface
public interface TemplateText {

    /**
     * Renders one value.
     *
     * @param text what the file says
     * @param path the file, for messages
     * @param at the place, for messages
     * @return the value: text, or what the text is when read as a literal
     */
    @Nullable Object render(String text, String path, YamlNode at);

    /**
     * The same, with a {@code doc} function over {@code {% docs %}} blocks.
     *
     * @param files the Markdown files of each package, the project's own first
     * @throws ProjectException if one cannot be read
     */
    default TemplateText withDocs(Map<String, List<SourceFile>> files) {
        return this;
    }

    /**
     * The same, for the files of one package.
     *
     * @param packageName whose blocks {@code doc} looks for first
     * @param variables what {@code var} answers, unless the run says something else
     */
    default TemplateText within(String packageName, Map<String, @Nullable Object> variables) {
        return this;
    }

    /** Whether there is anything to render. */
    static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }
}

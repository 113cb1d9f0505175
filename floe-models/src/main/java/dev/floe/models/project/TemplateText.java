package dev.floe.models.project;

import java.util.List;
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
     * @param files Markdown files
     * @throws ProjectException if one cannot be read
     */
    default TemplateText withDocs(List<SourceFile> files) {
        return this;
    }

    /** Whether there is anything to render. */
    static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }
}

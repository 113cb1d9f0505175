package dev.floe.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed template. Immutable and thread-safe: parse once, render in any number of threads, each with its own context. */
public interface Template {
    /** The name given when it was parsed. */
    String name();

    /** The source, with all line ends as a single line feed. */
    String source();

    /**
     * Renders to text.
     *
     * @param context the names the template can see, beyond the environment's globals
     * @throws JinjaException if rendering fails
     */
    String render(Context context);

    /**
     * Renders to text.
     *
     * @param variables values by name
     * @throws JinjaException if rendering fails
     */
    default String render(Map<String, ?> variables) {
        return render(Context.of(variables));
    }

    /**
     * Renders to a value, as dbt does for YAML: if the template is nothing but one expression, that expression's value, of any type;
     * otherwise the text. The filters {@code as_native}, {@code as_bool} and {@code as_number} turn text into the value that it spells
     * in Python's notation, {@code as_text} keeps it as text.
     *
     * @param context the names the template can see, beyond the environment's globals
     * @throws JinjaException if rendering fails
     */
    @Nullable Object renderNative(Context context);

    /** The definitions at the top level, in the order of the source. */
    List<Definition> definitions();

    /** What the template uses. */
    TemplateAnalysis analysis();
}

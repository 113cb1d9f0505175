package dev.floe.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block at the top level of a template that defines something: a macro, a generic test, a materialization, a snapshot, a docs text.
 *
 * <p>Immutable and thread-safe. It sees nothing of the template it stands in: every name that it does not define itself, its own name
 * and those of its neighbours included, is looked up in the context that it is bound to.
 */
public interface Definition {
    /** Which block it is. */
    BlockTag tag();

    /** The name after the tag's word. */
    String name();

    /**
     * The name of the macro that the block makes: a macro's own, {@code test_name}, {@code materialization_name_adapter}, and the name
     * itself for the others.
     */
    String macroName();

    /** The parameters in order. */
    List<Parameter> parameters();

    /**
     * What a materialization's tag says, as it is written: {@code default} is True if the word is there, {@code adapter} and
     * {@code supported_languages} have their value. Empty for other blocks.
     */
    Map<String, Object> options();

    /** The whole block, both tags included. */
    String source();

    /** The text between the tags. */
    String contents();

    /** The line of the opening tag, counted from 1. */
    int line();

    /** What the block uses. */
    TemplateAnalysis analysis();

    /**
     * The definition as a function that sees the given names. Cheap: nothing is parsed or run until it is called.
     *
     * @param context looked into, whenever it runs, for every name that it does not define itself
     * @return a function that takes the parameters and gives the rendered text, or what {@code return()} was given; safe to call from
     *     several threads if the context is thread-safe
     */
    Callable bind(Context context);

    /**
     * A parameter of a definition.
     *
     * @param name its name
     * @param type its type annotation as written, such as {@code list[string]}
     * @param defaultValue the text of its default, an expression
     */
    record Parameter(String name, Optional<String> type, Optional<String> defaultValue) {}
}

package dev.floe.models.context;

import dev.floe.jinja.Definition;
import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;

/** The text of a {@code {% docs %}} block, which is a template that knows no names. */
public final class DocBlock {
    private DocBlock() {}

    /** The text; what cannot be rendered is taken as it is. */
    public static String text(Definition block, JinjaEnvironment jinja) {
        String contents = block.contents();
        if (!contents.contains("{{") && !contents.contains("{%")) {
            return contents.strip();
        }
        try {
            return jinja.parse(contents, block.name())
                    .render(name -> Values.MISSING)
                    .strip();
        } catch (JinjaException e) {
            return contents.strip();
        }
    }
}

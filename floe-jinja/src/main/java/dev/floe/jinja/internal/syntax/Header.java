package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.BlockTag;
import java.util.Map;

/**
 * What names a definition, and where it stands.
 *
 * @param tag which block
 * @param name the name in the tag
 * @param macroName the name of the macro it makes
 * @param variable the name that the macro has in its own template
 * @param options a materialization's options
 * @param line the line of the tag
 * @param start where the opening tag begins
 * @param bodyStart where it ends
 * @param bodyEnd where the closing tag begins
 * @param end where it ends
 */
public record Header(
        BlockTag tag,
        String name,
        String macroName,
        String variable,
        Map<String, Object> options,
        int line,
        int start,
        int bodyStart,
        int bodyEnd,
        int end) {}

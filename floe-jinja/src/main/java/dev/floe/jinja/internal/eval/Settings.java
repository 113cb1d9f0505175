package dev.floe.jinja.internal.eval;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.Filter;
import dev.floe.jinja.Limits;
import dev.floe.jinja.TemplateTest;
import dev.floe.jinja.UndefinedKind;
import java.util.Map;
import java.util.Set;

/** What an environment is made of. */
public record Settings(
        boolean trimBlocks,
        boolean lstripBlocks,
        boolean keepTrailingNewline,
        UndefinedKind undefinedKind,
        Limits limits,
        Set<BlockTag> blockTags,
        String macroPrefix,
        Map<String, Object> globals,
        Map<String, Filter> filters,
        Map<String, TemplateTest> tests) {}

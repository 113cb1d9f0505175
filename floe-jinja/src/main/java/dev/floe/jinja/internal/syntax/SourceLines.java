package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.JinjaException.Position;

/** Lines of a template's source. */
public final class SourceLines {
    private SourceLines() {}

    /** The position of a line, counted from 1. */
    public static Position position(String name, String source, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = source.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        int end = source.indexOf('\n', start);
        return new Position(name, line, source.substring(start, end < 0 ? source.length() : end));
    }
}

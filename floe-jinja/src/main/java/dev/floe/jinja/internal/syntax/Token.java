package dev.floe.jinja.internal.syntax;

/**
 * A token.
 *
 * @param type its kind
 * @param text a name, the text of a string with its escapes resolved, the digits of a number, template data, or an error's message
 * @param line the line it begins in, counted from 1
 * @param start where it begins in the source
 * @param end where it ends, exclusive; of a tag's end: where the tag itself ends, before any whitespace that it strips
 */
record Token(TokenType type, String text, int line, int start, int end) {
    boolean is(TokenType other) {
        return type == other;
    }

    boolean isName(String name) {
        return type == TokenType.NAME && text.equals(name);
    }

    /** As error messages show it. */
    String describe() {
        return type == TokenType.NAME ? text : type.text;
    }
}

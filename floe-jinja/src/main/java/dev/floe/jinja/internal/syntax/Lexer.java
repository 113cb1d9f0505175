package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.value.PyChars;
import java.util.ArrayList;
import java.util.List;

/**
 * From text to tokens: finds the tags in the text, applies whitespace control, and hands what is inside of tags to {@link TagLexer}.
 *
 * <p>What cannot be read becomes an error token, so that an error of grammar before it is reported first.
 */
final class Lexer {
    private final String source;
    private final boolean trimBlocks;
    private final boolean lstripBlocks;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int nextLineEnd;
    /** Whether what was read last ended a line. */
    private boolean lineStarting = true;

    Lexer(String source, boolean trimBlocks, boolean lstripBlocks) {
        this.source = source;
        this.trimBlocks = trimBlocks;
        this.lstripBlocks = lstripBlocks;
        this.nextLineEnd = source.indexOf('\n');
    }

    List<Token> tokenize() {
        try {
            while (at < source.length()) {
                int tag = nextTag();
                if (tag < 0) {
                    data(at, source.length());
                    at = source.length();
                } else {
                    tag(tag);
                }
            }
            // as in Jinja at the line where the last token begins
            int last = tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
            tokens.add(new Token(TokenType.EOF, "", last, at, at));
        } catch (JinjaException e) {
            tokens.add(new Token(TokenType.ERROR, e.detail(), lineAt(at), at, at));
        }
        return tokens;
    }

    private int nextTag() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void tag(int begin) {
        char kind = source.charAt(begin + 1);
        char sign = charAt(begin + 2);
        boolean signed = sign == '-' || sign == '+';
        dataBefore(begin, signed ? sign : ' ', kind != '{');
        at = begin + (signed ? 3 : 2);
        if (kind == '#') {
            comment(begin);
        } else if (kind == '{') {
            add(TokenType.VARIABLE_BEGIN, "", begin, at);
            inside(TokenType.VARIABLE_END, "}}");
        } else if (!raw()) {
            add(TokenType.BLOCK_BEGIN, "", begin, at);
            inside(TokenType.BLOCK_END, "%}");
        }
    }

    /** Emits the text before a tag, stripped as the tag's sign and the environment say. */
    private void dataBefore(int begin, char sign, boolean block) {
        int end = begin;
        if (sign == '-') {
            while (end > at && PyChars.isSpace(source.charAt(end - 1))) {
                end--;
            }
        } else if (sign != '+' && lstripBlocks && block) {
            int blank = end;
            while (blank > at && source.charAt(blank - 1) != '\n' && PyChars.isSpace(source.charAt(blank - 1))) {
                blank--;
            }
            if (blank > at ? source.charAt(blank - 1) == '\n' : lineStarting) {
                end = blank;
            }
        }
        data(at, end);
    }

    private void data(int start, int end) {
        if (end > start) {
            add(TokenType.DATA, source.substring(start, end), start, end);
        }
    }

    private void comment(int begin) {
        int close = source.indexOf("#}", at);
        if (close < 0 && at == source.length()) {
            return;
        }
        if (close < 0) {
            at = begin;
            throw syntax("Missing end of comment tag");
        }
        char sign = close > at ? source.charAt(close - 1) : ' ';
        at = close + 2;
        endTag(sign, true);
    }

    private boolean raw() {
        int word = skipSpace(at);
        if (!source.startsWith("raw", word)) {
            return false;
        }
        int close = skipSpace(word + 3);
        boolean strip = charAt(close) == '-';
        if (!source.startsWith("%}", strip ? close + 1 : close)) {
            return false;
        }
        at = close + (strip ? 3 : 2);
        if (strip) {
            at = skipSpace(at);
        }
        lineStarting = charAt(at - 1) == '\n';
        rawBody();
        return true;
    }

    private void rawBody() {
        for (int open = source.indexOf("{%", at); open >= 0; open = source.indexOf("{%", open + 1)) {
            char sign = charAt(open + 2);
            int word = skipSpace(open + (sign == '-' || sign == '+' ? 3 : 2));
            if (source.startsWith("endraw", word)) {
                int close = skipSpace(word + 6);
                char endSign = charAt(close);
                int end = endSign == '-' || endSign == '+' ? close + 1 : close;
                if (source.startsWith("%}", end)) {
                    dataBefore(open, sign, true);
                    at = end + 2;
                    endTag(endSign, true);
                    return;
                }
            }
        }
        if (at < source.length()) {
            throw syntax("Missing end of raw directive");
        }
    }

    private void inside(TokenType endType, String end) {
        TagLexer lexer = new TagLexer(source, end, endType == TokenType.BLOCK_END, at, this::add);
        try {
            lexer.run();
        } finally {
            at = lexer.position();
        }
        if (lexer.foundEnd()) {
            char sign = source.charAt(at);
            int start = at;
            at += sign == '-' || sign == '+' ? 3 : 2;
            add(endType, "", start, at);
            endTag(sign, endType == TokenType.BLOCK_END);
        }
    }

    /** Skips what a tag's end swallows. */
    private void endTag(char sign, boolean block) {
        if (sign == '-') {
            at = skipSpace(at);
        } else if (sign != '+' && block && trimBlocks && charAt(at) == '\n') {
            at++;
        }
        lineStarting = source.charAt(at - 1) == '\n';
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < source.length() && PyChars.isSpace(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : '\0';
    }

    private void add(TokenType type, String text, int start, int end) {
        tokens.add(new Token(type, text, lineAt(start), start, end));
    }

    private int lineAt(int position) {
        while (nextLineEnd >= 0 && nextLineEnd < position) {
            line++;
            nextLineEnd = source.indexOf('\n', nextLineEnd + 1);
        }
        return line;
    }

    private static JinjaException syntax(String detail) {
        return JinjaException.of(ErrorKind.SYNTAX, detail);
    }

    /** Takes a token's parts. */
    interface Sink {
        void add(TokenType type, String text, int start, int end);
    }

    /** The source as Jinja reads it: line ends as line feeds, and without one at the very end unless it is to be kept. */
    static String normalize(String source, boolean keepTrailingNewline) {
        String text =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        return !keepTrailingNewline && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}

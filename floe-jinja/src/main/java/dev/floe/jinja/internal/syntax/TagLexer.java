package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.internal.value.PyChars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The tokens inside of one tag: names, literals, operators, up to the tag's end while no bracket is open. */
final class TagLexer {
    private final String source;
    private final String end;
    private final boolean block;
    private final Lexer.Sink sink;
    private final Deque<String> open = new ArrayDeque<>(4);
    private int at;
    private boolean foundEnd;

    TagLexer(String source, String end, boolean block, int at, Lexer.Sink sink) {
        this.source = source;
        this.end = end;
        this.block = block;
        this.at = at;
        this.sink = sink;
    }

    /** The tokens of an expression that stands by itself. */
    static List<Token> tokens(String expression) {
        List<Token> tokens = new ArrayList<>();
        TagLexer lexer = new TagLexer(
                expression, "", false, 0, (type, text, start, end) -> tokens.add(new Token(type, text, 1, start, end)));
        try {
            lexer.run();
        } catch (JinjaException e) {
            tokens.add(new Token(TokenType.ERROR, e.detail(), 1, lexer.at, lexer.at));
        }
        tokens.add(new Token(TokenType.EOF, "", 1, expression.length(), expression.length()));
        return tokens;
    }

    int position() {
        return at;
    }

    /** Whether the tag's end, with its sign, begins at the position; otherwise the source ended. */
    boolean foundEnd() {
        return foundEnd;
    }

    void run() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (open.isEmpty() && isEnd(c)) {
                foundEnd = true;
                return;
            }
            if (PyChars.isSpace(c)) {
                at++;
            } else if (c >= '0' && c <= '9') {
                number();
            } else if (c == '\'' || c == '"') {
                string(c);
            } else if (c == '_' || isNamePart(source.codePointAt(at))) {
                name();
            } else {
                operator(c);
            }
        }
    }

    private boolean isEnd(char c) {
        if (end.isEmpty()) {
            return false;
        }
        return source.startsWith(end, at) || ((c == '-' || (c == '+' && block)) && source.startsWith(end, at + 1));
    }

    private void name() {
        int start = at;
        boolean ascii = true;
        while (at < source.length()) {
            int codePoint = source.codePointAt(at);
            if (!isNamePart(codePoint)) {
                break;
            }
            ascii &= codePoint < 0x80;
            at += Character.charCount(codePoint);
        }
        String name = source.substring(start, at);
        if (!ascii && !PyChars.isIdentifier(name)) {
            at = start;
            throw syntax("Invalid character in identifier");
        }
        sink.add(TokenType.NAME, name, start, at);
    }

    /** Marks that only identifiers have, and no words, are read as part of a name too. */
    private static boolean isNamePart(int codePoint) {
        return PyChars.isWord(codePoint)
                || (codePoint > 0x7f
                        && Character.isUnicodeIdentifierPart(codePoint)
                        && !Character.isIdentifierIgnorable(codePoint));
    }

    private void string(char quote) {
        int start = at;
        int i = at + 1;
        while (i < source.length() && source.charAt(i) != quote) {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= source.length()) {
            throw unexpected();
        }
        String text;
        try {
            text = Escapes.resolve(source.substring(start + 1, i));
        } catch (JinjaException e) {
            throw syntax(e.detail());
        }
        at = i + 1;
        sink.add(TokenType.STRING, text, start, at);
    }

    private void number() {
        int start = at;
        int whole = digits(start);
        int fraction = charAt(whole) == '.' ? digits(whole + 1) : whole + 1;
        int mantissa = fraction > whole + 1 ? fraction : whole;
        int exponent = exponent(mantissa);
        boolean afterDot = start > 0 && source.charAt(start - 1) == '.';
        if (!afterDot && (mantissa > whole || exponent > mantissa)) {
            at = exponent;
            sink.add(TokenType.FLOAT, source.substring(start, at).replace("_", ""), start, at);
        } else {
            at = integer(start, whole);
            sink.add(TokenType.INTEGER, source.substring(start, at).replace("_", ""), start, at);
        }
    }

    /** The end of the digits, which single underscores may separate; the start if there are none. */
    private int digits(int start) {
        return radixDigits(start, 10, false);
    }

    private int radixDigits(int start, int radix, boolean leadingUnderscore) {
        int i = start;
        while (true) {
            int next = charAt(i) == '_' && (i > start || leadingUnderscore) ? i + 1 : i;
            char c = charAt(next);
            if (c > 0x7f || Character.digit(c, radix) < 0) {
                return i;
            }
            i = next + 1;
        }
    }

    private int exponent(int mantissa) {
        char e = charAt(mantissa);
        if (e != 'e' && e != 'E') {
            return mantissa;
        }
        char sign = charAt(mantissa + 1);
        int first = mantissa + (sign == '+' || sign == '-' ? 2 : 1);
        int last = digits(first);
        return last > first ? last : mantissa;
    }

    private int integer(int start, int whole) {
        if (source.charAt(start) != '0') {
            return whole;
        }
        int radix = switch (charAt(start + 1)) {
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            case 'x', 'X' -> 16;
            default -> 0;
        };
        if (radix > 0) {
            int last = radixDigits(start + 2, radix, true);
            return last > start + 2 ? last : start + 1;
        }
        int i = start + 1;
        while (charAt(i) == '0' || (charAt(i) == '_' && charAt(i + 1) == '0')) {
            i++;
        }
        return i;
    }

    private void operator(char c) {
        TokenType type = twoChars(c);
        int length = 2;
        if (type == TokenType.ERROR) {
            type = oneChar(c);
            length = 1;
        }
        switch (type) {
            case ERROR -> throw unexpected();
            case LPAREN -> open.push(")");
            case LBRACKET -> open.push("]");
            case LBRACE -> open.push("}");
            case RPAREN, RBRACKET, RBRACE -> close(type.text);
            default -> {}
        }
        sink.add(type, "", at, at + length);
        at += length;
    }

    private void close(String bracket) {
        if (open.isEmpty()) {
            throw syntax("unexpected '" + bracket + "'");
        }
        String expected = open.pop();
        if (!expected.equals(bracket)) {
            throw syntax("unexpected '" + bracket + "', expected '" + expected + "'");
        }
    }

    private TokenType twoChars(char c) {
        char next = charAt(at + 1);
        if (next == '=') {
            return switch (c) {
                case '=' -> TokenType.EQ;
                case '!' -> TokenType.NE;
                case '<' -> TokenType.LTEQ;
                case '>' -> TokenType.GTEQ;
                default -> TokenType.ERROR;
            };
        }
        if (c == '/' && next == '/') {
            return TokenType.FLOORDIV;
        }
        return c == '*' && next == '*' ? TokenType.POW : TokenType.ERROR;
    }

    private static TokenType oneChar(char c) {
        return switch (c) {
            case '+' -> TokenType.ADD;
            case '-' -> TokenType.SUB;
            case '/' -> TokenType.DIV;
            case '*' -> TokenType.MUL;
            case '%' -> TokenType.MOD;
            case '~' -> TokenType.TILDE;
            case '[' -> TokenType.LBRACKET;
            case ']' -> TokenType.RBRACKET;
            case '(' -> TokenType.LPAREN;
            case ')' -> TokenType.RPAREN;
            case '{' -> TokenType.LBRACE;
            case '}' -> TokenType.RBRACE;
            case '>' -> TokenType.GT;
            case '<' -> TokenType.LT;
            case '=' -> TokenType.ASSIGN;
            case '.' -> TokenType.DOT;
            case ':' -> TokenType.COLON;
            case '|' -> TokenType.PIPE;
            case ',' -> TokenType.COMMA;
            case ';' -> TokenType.SEMICOLON;
            default -> TokenType.ERROR;
        };
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : '\0';
    }

    private JinjaException unexpected() {
        String found = new String(Character.toChars(source.codePointAt(at)));
        String quoted = found.equals("'") ? "\"'\"" : "'" + found.replace("\\", "\\\\") + "'";
        return syntax("unexpected char " + quoted + " at " + source.codePointCount(0, at));
    }

    private static JinjaException syntax(String detail) {
        return JinjaException.of(ErrorKind.SYNTAX, detail);
    }
}

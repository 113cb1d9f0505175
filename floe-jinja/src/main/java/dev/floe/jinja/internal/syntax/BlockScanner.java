package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.BlockTag;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.RawBlock;
import dev.floe.jinja.internal.value.PyChars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds top-level blocks in a text: looks at tags, comments and expressions only as far as it takes to skip them. */
public final class BlockScanner {
    private final String source;
    private final String fileName;
    private final Set<BlockTag> tags;
    private final List<RawBlock> found = new ArrayList<>();
    /** The {@code if} and {@code for} that are open. */
    private final Deque<String> control = new ArrayDeque<>();

    private @Nullable Open open;
    private int at;
    /** Where the name of a block, or the word of a tag, is looked for. */
    private int cursor;

    private int line = 1;
    private int countedTo;

    /** A block whose end is still to come. */
    private record Open(BlockTag tag, String name, int start, int bodyStart, int line) {}

    public BlockScanner(String source, String fileName, Set<BlockTag> tags) {
        this.source = Lexer.normalize(source, true);
        this.fileName = fileName;
        this.tags = tags;
    }

    /** The blocks, in order. */
    public List<RawBlock> scan() {
        for (int brace = next(0); brace >= 0; brace = next(at)) {
            switch (source.charAt(brace + 1)) {
                case '#' -> at = endOf(brace, "#}", brace + 2);
                case '{' -> at = skipTo("}}", brace + 2, brace);
                default -> tag(brace);
            }
        }
        if (open != null) {
            throw fail("Reached EOF without finding a close tag for " + open.tag.word(), open.start);
        }
        return List.copyOf(found);
    }

    private int next(int from) {
        for (int i = source.indexOf('{', from); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char c = source.charAt(i + 1);
            if (c == '#' || c == '{' || (c == '%' && hasWord(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean hasWord(int brace) {
        cursor = brace + 2;
        if (cursor < source.length() && (source.charAt(cursor) == '-' || source.charAt(cursor) == '+')) {
            cursor++;
        }
        return !word().isEmpty();
    }

    /** The identifier at the cursor, after blanks; empty if there is none. */
    private String word() {
        while (cursor < source.length() && PyChars.isSpace(source.charAt(cursor))) {
            cursor++;
        }
        int start = cursor;
        while (cursor < source.length() && isNamePart(source.charAt(cursor), cursor > start)) {
            cursor++;
        }
        return source.substring(start, cursor);
    }

    private static boolean isNamePart(char c, boolean inner) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (inner && c >= '0' && c <= '9');
    }

    private void tag(int brace) {
        cursor = brace + 2;
        if (source.charAt(cursor) == '-' || source.charAt(cursor) == '+') {
            cursor++;
        }
        String word = word();
        int afterWord = cursor;
        if (word.equals("raw")) {
            at = skipRaw(brace);
            return;
        }
        String name = cursor < source.length() && PyChars.isSpace(source.charAt(cursor)) ? word() : "";
        at = skipTo("%}", afterWord, brace);
        control(word, brace);
        BlockTag kind = kind(word);
        if (kind != null) {
            begin(kind, name, brace);
        } else if (open != null && word.equals("end" + open.tag.word())) {
            found.add(new RawBlock(
                    open.tag,
                    open.name,
                    source.substring(open.bodyStart, brace),
                    source.substring(open.start, at),
                    open.line));
            open = null;
        }
    }

    private @Nullable BlockTag kind(String word) {
        for (BlockTag tag : tags) {
            if (tag.word().equals(word)) {
                return tag;
            }
        }
        return null;
    }

    private void begin(BlockTag kind, String name, int brace) {
        if (!control.isEmpty()) {
            throw fail("Got a block definition inside control flow: blocks have to be at the top level", brace);
        }
        if (open != null) {
            throw fail(
                    "Got nested tags: '" + kind.word() + "' begins before '" + open.tag.word() + " " + open.name
                            + "' ends",
                    brace);
        }
        open = new Open(kind, name, brace, at, lineOf(brace));
    }

    private void control(String word, int brace) {
        switch (word) {
            case "if", "for" -> control.push(word);
            case "endif", "endfor" -> {
                String expected = word.substring(3);
                if (control.isEmpty() || !control.pop().equals(expected)) {
                    throw fail("Got an unexpected control flow end tag '" + word + "'", brace);
                }
            }
            default -> {}
        }
    }

    private int skipRaw(int brace) {
        for (int i = source.indexOf("{%", brace + 2); i >= 0; i = source.indexOf("{%", i + 2)) {
            cursor = i + 2;
            if (cursor < source.length() && (source.charAt(cursor) == '-' || source.charAt(cursor) == '+')) {
                cursor++;
            }
            if (word().equals("endraw")) {
                return endOf(brace, "%}", cursor);
            }
        }
        throw fail("unexpected end of file, expected {% endraw %}", brace);
    }

    private int endOf(int begin, String end, int from) {
        int found = source.indexOf(end, from);
        if (found < 0) {
            throw fail("unexpected end of file, expected " + end, begin);
        }
        return found + end.length();
    }

    /** Where the given end is, outside of quoted texts. */
    private int skipTo(String end, int from, int begin) {
        int i = from;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (source.startsWith(end, i)) {
                return i + end.length();
            }
            if (c == '\'' || c == '"') {
                i++;
                while (i < source.length() && source.charAt(i) != c) {
                    i += source.charAt(i) == '\\' ? 2 : 1;
                }
            }
            i++;
        }
        throw fail("unexpected end of file, expected " + end, begin);
    }

    private int lineOf(int position) {
        if (position < countedTo) {
            countedTo = 0;
            line = 1;
        }
        for (int i = source.indexOf('\n', countedTo); i >= 0 && i < position; i = source.indexOf('\n', countedTo)) {
            line++;
            countedTo = i + 1;
        }
        return line;
    }

    private JinjaException fail(String detail, int position) {
        return JinjaException.of(ErrorKind.SYNTAX, detail)
                .at(SourceLines.position(fileName, source, lineOf(position)), List.of());
    }
}

package dev.floe.jinja.internal.syntax;

import dev.floe.jinja.JinjaException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags that are open while a template is parsed, and what is said when one comes that does not fit. */
final class Nesting {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> INHERITANCE =
            Set.of("block", "extends", "include", "import", "from", "autoescape");

    private final TokenStream stream;
    private final Deque<String> openTags = new ArrayDeque<>();
    private final Deque<List<String>> awaited = new ArrayDeque<>();

    Nesting(TokenStream stream) {
        this.stream = stream;
    }

    void open(String tag) {
        openTags.push(tag);
    }

    void close() {
        openTags.pop();
    }

    /** A body begins that one of the words ends; without words, the end of the template. */
    void await(List<String> endWords) {
        if (awaited.size() > MAX_DEPTH) {
            throw stream.fail("too many nested blocks");
        }
        awaited.push(endWords);
    }

    void arrived() {
        awaited.pop();
    }

    /** A tag that nobody knows, which has just been opened. */
    JinjaException unknownTag(Token tag) {
        openTags.pop();
        return INHERITANCE.contains(tag.text())
                ? stream.fail(
                        "the tag '" + tag.text() + "' is not supported: templates here do not load each other",
                        tag.line())
                : fail(tag);
    }

    /** The template ends within a body. */
    JinjaException unexpectedEnd() {
        return fail(null);
    }

    private JinjaException fail(@Nullable Token unknown) {
        StringBuilder text = new StringBuilder(
                unknown == null ? "Unexpected end of template." : "Encountered unknown tag '" + unknown.text() + "'.");
        List<String> wanted = awaited.isEmpty() ? List.of() : awaited.peek();
        if (!wanted.isEmpty()) {
            String words = "'" + String.join("' or '", wanted) + "'";
            boolean nesting = unknown != null && awaited.stream().anyMatch(others -> others.contains(unknown.text()));
            text.append(
                    nesting
                            ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for "
                            : " Jinja was looking for the following tags: ");
            text.append(words).append('.');
        }
        if (!openTags.isEmpty()) {
            text.append(" The innermost block that needs to be closed is '")
                    .append(openTags.peek())
                    .append("'.");
        }
        return stream.fail(text.toString(), unknown == null ? stream.current().line() : unknown.line());
    }
}

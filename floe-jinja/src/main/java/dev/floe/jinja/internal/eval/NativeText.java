package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Filter;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.jinja.internal.syntax.LiteralParser;
import dev.floe.jinja.internal.value.Numbers;
import dev.floe.jinja.internal.value.PyError;
import dev.floe.jinja.internal.value.QualifiedName;
import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/**
 * A text with the wish how a native rendering is to read it, as the filters {@code as_text}, {@code as_bool}, {@code as_number} and
 * {@code as_native} put it. Everywhere else it is plain text.
 */
record NativeText(String content, Wish wish) implements QualifiedName {
    private static final Signature PLAIN = Signature.of("<lambda>(x, /)");

    enum Wish {
        TEXT,
        NATIVE,
        BOOL,
        NUMBER
    }

    /** The filter that marks a text, when a value is rendered; in a text it changes nothing. */
    static Filter filter(Wish wish) {
        return new RunFilter() {
            @Override
            public @Nullable Object apply(Run run, @Nullable Object value, Arguments arguments) {
                if (run.isNative()) {
                    return new NativeText(Repr.str(value), wish);
                }
                PLAIN.bind(arguments);
                return value;
            }
        };
    }

    /** The value of a single result. */
    static @Nullable Object resolve(@Nullable Object result) {
        return result instanceof NativeText text ? text.value() : result;
    }

    private @Nullable Object value() {
        if (wish == Wish.TEXT) {
            return content;
        }
        Object value;
        try {
            value = LiteralParser.parse(content);
        } catch (JinjaException e) {
            value = content;
        }
        if (wish == Wish.BOOL && !(value instanceof Boolean)) {
            throw PyError.value("Could not convert value '" + content + "' into type 'bool'");
        }
        if (wish == Wish.NUMBER && (value == null || !Numbers.isNumber(value) || value instanceof Boolean)) {
            throw PyError.value("Could not convert value '" + content + "' into type 'number'");
        }
        return value;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return Values.MISSING;
    }

    @Override
    public String qualifiedName() {
        return "str";
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public String text() {
        return content;
    }

    @Override
    public String repr() {
        return Repr.quote(content);
    }

    @Override
    public boolean isTrue() {
        return !content.isEmpty();
    }
}

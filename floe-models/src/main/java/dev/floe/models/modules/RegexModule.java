package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** {@code modules.re}: Python's regular expressions, run by Java's. */
final class RegexModule implements HostObject {
    private static final int IGNORECASE = 2;
    private static final int MULTILINE = 8;
    private static final int DOTALL = 16;
    private static final int VERBOSE = 64;

    private static final Signature COMPILE = Signature.of("compile(pattern, flags=0)");
    private static final Signature FIND = Signature.of("search(pattern, string, flags=0)");
    private static final Signature SUB = Signature.of("sub(pattern, repl, string, count=0, flags=0)");
    private static final Signature SPLIT = Signature.of("split(pattern, string, maxsplit=0, flags=0)");

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "compile" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = COMPILE.bind(arguments);
                    return pattern(bound[0], bound[1]);
                };
            case "match", "search", "fullmatch", "findall", "finditer" -> (Callable) arguments -> find(name, arguments);
            case "sub", "subn" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = SUB.bind(arguments);
                    return call(pattern(bound[0], bound[4]), name, bound[1], bound[2], bound[3]);
                };
            case "split" ->
                (Callable) arguments -> {
                    @Nullable Object[] bound = SPLIT.bind(arguments);
                    return call(pattern(bound[0], bound[3]), name, bound[1], bound[2]);
                };
            case "escape" ->
                (Callable) arguments -> Values.text(arguments.positional().get(0))
                        .replaceAll("[\\[\\](){}*+?.\\\\^$|#&~\\-\\s]", "\\\\$0");
            case "I", "IGNORECASE" -> (long) IGNORECASE;
            case "M", "MULTILINE" -> (long) MULTILINE;
            case "S", "DOTALL" -> (long) DOTALL;
            case "X", "VERBOSE" -> (long) VERBOSE;
            default -> Values.MISSING;
        };
    }

    private static @Nullable Object find(String name, Arguments arguments) {
        @Nullable Object[] bound = FIND.bind(arguments);
        return call(pattern(bound[0], bound[2]), name, bound[1]);
    }

    private static @Nullable Object call(PatternValue pattern, String method, @Nullable Object... arguments) {
        Object function = pattern.getAttribute(method);
        return function instanceof Callable callable ? callable.call(Arguments.of(arguments)) : Values.MISSING;
    }

    private static PatternValue pattern(@Nullable Object pattern, @Nullable Object flags) {
        if (pattern instanceof PatternValue compiled) {
            return compiled;
        }
        long wanted = flags instanceof Long number ? number : 0;
        int java = Pattern.UNICODE_CHARACTER_CLASS;
        java |= (wanted & IGNORECASE) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        java |= (wanted & MULTILINE) != 0 ? Pattern.MULTILINE : 0;
        java |= (wanted & DOTALL) != 0 ? Pattern.DOTALL : 0;
        java |= (wanted & VERBOSE) != 0 ? Pattern.COMMENTS : 0;
        String text = Values.text(pattern);
        try {
            return new PatternValue(
                    text, Pattern.compile(PatternTranslation.toJava(text, (wanted & VERBOSE) != 0), java));
        } catch (PatternSyntaxException e) {
            throw HostClass.bad("the regular expression '" + text + "' cannot be used: " + e.getDescription());
        }
    }

    @Override
    public String typeName() {
        return "module re";
    }
}

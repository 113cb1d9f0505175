package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression. Immutable.
 *
 * @param source as the template wrote it
 */
record PatternValue(String source, Pattern pattern) implements HostObject {
    private static final Signature FIND = Signature.of("search(string)");
    private static final Signature SUB = Signature.of("sub(repl, string, count=0)");
    private static final Signature SPLIT = Signature.of("split(string, maxsplit=0)");
    private static final Pattern REFERENCE = Pattern.compile("\\\\(?:(\\d{1,2})|g<(\\w+)>|(.))", Pattern.DOTALL);

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "match" -> (Callable) arguments -> found(matcher(arguments), Matcher::lookingAt);
            case "search" -> (Callable) arguments -> found(matcher(arguments), Matcher::find);
            case "fullmatch" -> (Callable) arguments -> found(matcher(arguments), Matcher::matches);
            case "findall" -> (Callable) arguments -> findAll(matcher(arguments));
            case "finditer" -> (Callable) arguments -> finds(matcher(arguments));
            case "sub" -> (Callable) arguments -> substitute(arguments).get(0);
            case "subn" -> (Callable) arguments -> Values.tuple(substitute(arguments));
            case "split" -> (Callable) this::split;
            case "pattern" -> source;
            case "groups" -> (long) pattern.matcher("").groupCount();
            default -> Values.MISSING;
        };
    }

    private interface Find {
        boolean in(Matcher matcher);
    }

    private Matcher matcher(Arguments arguments) {
        return pattern.matcher(Values.text(FIND.bind(arguments)[0]));
    }

    private static @Nullable Object found(Matcher matcher, Find find) {
        return find.in(matcher) ? new MatchValue(matcher.toMatchResult(), MatchValue.names(matcher.pattern())) : null;
    }

    private static Object finds(Matcher matcher) {
        List<Object> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(new MatchValue(matcher.toMatchResult(), MatchValue.names(matcher.pattern())));
        }
        return Values.list(all);
    }

    private static Object findAll(Matcher matcher) {
        List<Object> all = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.groupCount() < 2) {
                all.add(group(matcher, matcher.groupCount()));
            } else {
                List<Object> groups = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(group(matcher, i));
                }
                all.add(Values.tuple(groups));
            }
        }
        return Values.list(all);
    }

    private static String group(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    private List<Object> substitute(Arguments arguments) {
        @Nullable Object[] bound = SUB.bind(arguments);
        Matcher matcher = pattern.matcher(Values.text(bound[1]));
        long most = bound[2] instanceof Long count && count > 0 ? count : Long.MAX_VALUE;
        StringBuilder out = new StringBuilder();
        long done = 0;
        while (done < most && matcher.find()) {
            String replacement = bound[0] instanceof Callable function
                    ? Values.text(function.call(
                            Arguments.of(new MatchValue(matcher.toMatchResult(), MatchValue.names(matcher.pattern())))))
                    : expanded(Values.text(bound[0]), matcher);
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
            done++;
        }
        matcher.appendTail(out);
        return List.of(out.toString(), done);
    }

    private static String expanded(String replacement, Matcher match) {
        return REFERENCE.matcher(replacement).replaceAll(reference -> {
            String number = reference.group(1);
            String name = reference.group(2);
            String text;
            if (number != null) {
                text = group(match, Integer.parseInt(number));
            } else if (name != null) {
                boolean digits = name.chars().allMatch(Character::isDigit);
                text = digits ? group(match, Integer.parseInt(name)) : String.valueOf(match.group(name));
            } else {
                text = switch (reference.group(3)) {
                    case "n" -> "\n";
                    case "t" -> "\t";
                    case "\\" -> "\\";
                    default -> reference.group();
                };
            }
            return Matcher.quoteReplacement(text);
        });
    }

    private Object split(Arguments arguments) {
        @Nullable Object[] bound = SPLIT.bind(arguments);
        String text = Values.text(bound[0]);
        long most = bound[1] instanceof Long count && count > 0 ? count : Long.MAX_VALUE;
        Matcher matcher = pattern.matcher(text);
        List<@Nullable Object> parts = new ArrayList<>();
        int start = 0;
        for (long done = 0; done < most && matcher.find(); done++) {
            parts.add(text.substring(start, matcher.start()));
            for (int i = 1; i <= matcher.groupCount(); i++) {
                parts.add(matcher.group(i));
            }
            start = matcher.end();
        }
        parts.add(text.substring(start));
        return Values.list(parts);
    }

    @Override
    public String typeName() {
        return "re.Pattern";
    }

    @Override
    public String repr() {
        return "re.compile(" + Values.repr(source) + ")";
    }
}

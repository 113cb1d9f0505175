package dev.floe.models.modules;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.HostObject;
import dev.floe.jinja.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a regular expression found. Immutable.
 *
 * @param names the number of each named group
 */
record MatchValue(MatchResult result, Map<String, Integer> names) implements HostObject {
    private static final Pattern GROUP = Pattern.compile("\\\\.|\\((?!\\?)|\\(\\?<([A-Za-z]\\w*)>", Pattern.DOTALL);

    /** The numbers of a pattern's named groups. */
    static Map<String, Integer> names(Pattern pattern) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Matcher groups = GROUP.matcher(pattern.pattern());
        int number = 0;
        while (groups.find()) {
            if (groups.group().startsWith("\\")) {
                continue;
            }
            number++;
            if (groups.group(1) != null) {
                names.put(groups.group(1), number);
            }
        }
        return names;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "group" -> (Callable) this::group;
            case "groups" ->
                (Callable) arguments -> {
                    List<@Nullable Object> groups = new ArrayList<>();
                    for (int i = 1; i <= result.groupCount(); i++) {
                        groups.add(result.group(i));
                    }
                    return Values.tuple(groups);
                };
            case "groupdict" ->
                (Callable) arguments -> {
                    Map<String, @Nullable Object> groups = new LinkedHashMap<>();
                    names.forEach((key, number) -> groups.put(key, result.group(number)));
                    return Values.dict(groups);
                };
            case "start" -> (Callable) arguments -> (long) result.start(number(arguments));
            case "end" -> (Callable) arguments -> (long) result.end(number(arguments));
            case "span" ->
                (Callable) arguments -> Values.tuple(
                        List.of((long) result.start(number(arguments)), (long) result.end(number(arguments))));
            default -> Values.MISSING;
        };
    }

    private @Nullable Object group(Arguments arguments) {
        if (arguments.positional().size() < 2) {
            return result.group(number(arguments));
        }
        List<@Nullable Object> groups = new ArrayList<>();
        arguments.positional().forEach(key -> groups.add(result.group(number(key))));
        return Values.tuple(groups);
    }

    private int number(Arguments arguments) {
        return arguments.positional().isEmpty()
                ? 0
                : number(arguments.positional().get(0));
    }

    private int number(@Nullable Object key) {
        int number = key instanceof Long group ? group.intValue() : names.getOrDefault(Values.text(key), -1);
        if (number < 0 || number > result.groupCount()) {
            throw HostClass.bad("no such group: " + Values.repr(key));
        }
        return number;
    }

    @Override
    public @Nullable Object getItem(@Nullable Object key) {
        return result.group(number(key));
    }

    @Override
    public String typeName() {
        return "re.Match";
    }

    @Override
    public String repr() {
        return "<re.Match object; span=(" + result.start() + ", " + result.end() + "), match="
                + Values.repr(result.group()) + ">";
    }
}

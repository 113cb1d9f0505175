package dev.floe.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function's name and parameters, to sort arguments into, with the errors that Python's users know. Immutable.
 *
 * <pre>{@code
 * static final Signature VAR = Signature.of("var(name, default=None)");
 * Callable var = arguments -> {
 *     Object[] bound = VAR.bind(arguments);
 *     return variables.getOrDefault(bound[0], bound[1]);
 * };
 * }</pre>
 */
public final class Signature {
    /** A comma that no quoted text contains. */
    private static final String COMMA = ",(?=(?:[^']*'[^']*')*[^']*$)";

    private final String function;
    private final List<String> implied;
    private final List<String> names;
    private final List<Object> defaults;
    private final int required;
    private final boolean varargs;
    private final boolean kwargs;

    private Signature(
            String function,
            List<String> implied,
            List<String> names,
            List<Object> defaults,
            boolean varargs,
            boolean kwargs) {
        this.function = function;
        this.implied = List.copyOf(implied);
        this.names = List.copyOf(names);
        this.defaults = defaults;
        this.required = names.size() - defaults.size();
        this.varargs = varargs;
        this.kwargs = kwargs;
    }

    /**
     * Reads a signature in Python's notation.
     *
     * @param notation such as {@code replace(old, new, count=None)}; defaults are None, True, False, whole numbers, or texts in single
     *     quotes; {@code *args} and {@code **kwargs} may come last, in this order; parameters before a {@code /}, as a filter's value in
     *     {@code upper(value, /)}, are not among the arguments: they only count in messages
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Signature of(String notation) {
        int open = notation.indexOf('(');
        if (open < 1 || !notation.endsWith(")")) {
            throw new IllegalArgumentException("not a signature: " + notation);
        }
        List<String> names = new ArrayList<>();
        List<Object> defaults = new ArrayList<>();
        List<String> implied = List.of();
        boolean varargs = false;
        boolean kwargs = false;
        for (String part : notation.substring(open + 1, notation.length() - 1).split(COMMA, -1)) {
            String parameter = part.strip();
            int equals = parameter.indexOf('=');
            if (parameter.equals("/")) {
                implied = names;
                names = new ArrayList<>();
            } else if (parameter.startsWith("**")) {
                kwargs = true;
            } else if (parameter.startsWith("*")) {
                varargs = true;
            } else if (equals > 0) {
                names.add(parameter.substring(0, equals));
                defaults.add(literal(parameter.substring(equals + 1)));
            } else if (!parameter.isEmpty()) {
                names.add(parameter);
            }
        }
        return new Signature(notation.substring(0, open), implied, names, defaults, varargs, kwargs);
    }

    private static @Nullable Object literal(String text) {
        return switch (text) {
            case "None" -> null;
            case "True" -> true;
            case "False" -> false;
            case "MISSING" -> Values.MISSING;
            default -> text.startsWith("'") ? text.substring(1, text.length() - 1) : (Object) Long.valueOf(text);
        };
    }

    /** The function's name. */
    public String function() {
        return function;
    }

    /**
     * Sorts arguments into the parameters.
     *
     * @return one value per parameter, in order; then, if there is {@code *args}, the list of the other positional arguments; then, if
     *     there is {@code **kwargs}, the map of the other keyword arguments
     * @throws JinjaException of kind {@link ErrorKind#TYPE} if the arguments do not fit
     */
    public @Nullable Object[] bind(Arguments arguments) {
        List<Object> positional = arguments.positional();
        int size = names.size();
        @Nullable Object[] bound = new @Nullable Object[size + (varargs ? 1 : 0) + (kwargs ? 1 : 0)];
        int given = Math.min(positional.size(), size);
        for (int i = 0; i < given; i++) {
            bound[i] = positional.get(i);
        }
        for (int i = given; i < size; i++) {
            bound[i] = i < required ? Values.MISSING : defaults.get(i - required);
        }
        if (varargs) {
            bound[size] = positional.subList(given, positional.size());
        }
        bindKeywords(arguments.keywords(), bound, given);
        if (!varargs && positional.size() > size) {
            throw tooMany(positional.size());
        }
        checkRequired(bound, given);
        return bound;
    }

    private void bindKeywords(Map<String, Object> keywords, @Nullable Object[] bound, int given) {
        Map<String, Object> rest = kwargs ? new java.util.LinkedHashMap<>() : Map.of();
        for (Map.Entry<String, Object> keyword : keywords.entrySet()) {
            int index = names.indexOf(keyword.getKey());
            if (index >= given) {
                bound[index] = keyword.getValue();
            } else if (index >= 0 || implied.contains(keyword.getKey())) {
                throw type("got multiple values for argument '" + keyword.getKey() + "'");
            } else if (kwargs) {
                rest.put(keyword.getKey(), keyword.getValue());
            } else {
                throw type("got an unexpected keyword argument '" + keyword.getKey() + "'");
            }
        }
        if (kwargs) {
            bound[bound.length - 1] = rest;
        }
    }

    private void checkRequired(@Nullable Object[] bound, int given) {
        List<String> missing = new ArrayList<>();
        for (int i = given; i < required; i++) {
            if (bound[i] == Values.MISSING) {
                missing.add("'" + names.get(i) + "'");
            }
        }
        int count = missing.size();
        if (count > 0) {
            String last = missing.get(count - 1);
            String list = count == 1
                    ? last
                    : String.join(", ", missing.subList(0, count - 1)) + (count > 2 ? "," : "") + " and " + last;
            throw type("missing " + count + " required positional argument" + (count == 1 ? "" : "s") + ": " + list);
        }
    }

    private JinjaException tooMany(int given) {
        int least = implied.size() + required;
        int most = implied.size() + names.size();
        int all = implied.size() + given;
        String takes = least == most ? String.valueOf(most) : "from " + least + " to " + most;
        return type("takes " + takes + " positional argument" + (most == 1 && least == most ? "" : "s") + " but " + all
                + (all == 1 ? " was given" : " were given"));
    }

    private JinjaException type(String detail) {
        return JinjaException.of(ErrorKind.TYPE, function + "() " + detail);
    }
}

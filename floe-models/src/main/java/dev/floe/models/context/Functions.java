package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.modules.DateTimeValue;
import dev.floe.models.modules.DateValue;
import dev.floe.models.project.Checksums;
import dev.floe.models.project.YamlValues;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.error.YAMLException;

/** dbt's functions that are the same for every template: {@code fromjson}, {@code zip} and so on. */
public final class Functions {
    private static final Logger log = LoggerFactory.getLogger("dev.floe.models.templates");
    private static final int ISO_DATE_LENGTH = "2024-12-31".length();
    private static final Signature LOG = Signature.of("log(msg, info=False)");
    private static final Signature FROM = Signature.of("from(string, default=None)");
    private static final Signature TO_JSON = Signature.of("tojson(value, default=None, sort_keys=False)");
    private static final Signature TO_YAML = Signature.of("toyaml(value, default=None, sort_keys=False)");
    private static final Signature SET = Signature.of("set(value, default=None)");
    private static final Signature SET_STRICT = Signature.of("set_strict(value)");
    private static final Signature DIFFERENCE = Signature.of("diff_of_two_dicts(dict_a, dict_b)");

    private static final Map<String, Object> ALL = Map.ofEntries(
            entry("log", Functions::log),
            entry("print", arguments -> {
                log.info("{}", Values.text(arguments.positional().get(0)));
                return "";
            }),
            entry("fromjson", Functions::fromJson),
            entry("tojson", arguments -> {
                @Nullable Object[] bound = TO_JSON.bind(arguments);
                return Json.print(bound[0], Values.isTrue(bound[2]));
            }),
            entry("fromyaml", Functions::fromYaml),
            entry("toyaml", Functions::toYaml),
            entry("set", arguments -> set(arguments, false)),
            entry("set_strict", arguments -> set(arguments, true)),
            entry("zip", arguments -> zip(arguments, false)),
            entry("zip_strict", arguments -> zip(arguments, true)),
            entry("diff_of_two_dicts", Functions::difference),
            entry("try_or_compiler_error", Functions::tryOr),
            entry(
                    "local_md5",
                    arguments -> Checksums.md5(text(arguments.positional().get(0), "local_md5() takes a str"))));

    private Functions() {}

    /** The function of a name; {@link Values#MISSING} if there is none. */
    public static Object find(String name) {
        return ALL.getOrDefault(name, Values.MISSING);
    }

    private static Map.Entry<String, Object> entry(String name, Callable function) {
        return Map.entry(name, function);
    }

    private static Object log(Arguments arguments) {
        @Nullable Object[] bound = LOG.bind(arguments);
        if (Values.isTrue(bound[1])) {
            log.info("{}", Values.text(bound[0]));
        } else {
            log.debug("{}", Values.text(bound[0]));
        }
        return "";
    }

    private static @Nullable Object fromJson(Arguments arguments) {
        @Nullable Object[] bound = FROM.bind(arguments);
        try {
            return Json.parse(text(bound[0], "the JSON object must be str"));
        } catch (IllegalArgumentException e) {
            return bound[1];
        }
    }

    private static @Nullable Object fromYaml(Arguments arguments) {
        @Nullable Object[] bound = FROM.bind(arguments);
        try {
            return YamlValues.load(text(bound[0], "the YAML has to be a str"), Functions::timestamp);
        } catch (YAMLException e) {
            return bound[1];
        } catch (JinjaException e) {
            if (e.kind() == ErrorKind.VALUE || e.detail().startsWith("unhashable")) {
                return bound[1];
            }
            throw e;
        }
    }

    private static Object timestamp(String text) {
        try {
            return text.length() <= ISO_DATE_LENGTH ? new DateValue(LocalDate.parse(text)) : DateTimeValue.parse(text);
        } catch (DateTimeException e) {
            throw JinjaException.of(ErrorKind.VALUE, text + " is no date");
        }
    }

    private static String text(@Nullable Object value, String message) {
        if (Values.isText(value)) {
            return Values.text(value);
        }
        throw JinjaException.of(ErrorKind.TYPE, message);
    }

    private static @Nullable Object toYaml(Arguments arguments) {
        @Nullable Object[] bound = TO_YAML.bind(arguments);
        try {
            return new YamlDump(Values.isTrue(bound[2])).text(bound[0]);
        } catch (JinjaException e) {
            if (e.kind() == ErrorKind.VALUE) {
                return bound[1];
            }
            throw e;
        }
    }

    private static @Nullable Object set(Arguments arguments, boolean strict) {
        @Nullable Object[] bound = (strict ? SET_STRICT : SET).bind(arguments);
        try {
            return Values.set(Values.elements(bound[0]));
        } catch (JinjaException e) {
            if (strict || e.kind() != ErrorKind.TYPE) {
                throw e;
            }
            return bound[1];
        }
    }

    private static @Nullable Object zip(Arguments arguments, boolean strict) {
        List<List<Object>> lists = new ArrayList<>();
        try {
            arguments.positional().forEach(argument -> lists.add(Values.elements(argument)));
        } catch (JinjaException e) {
            if (strict || e.kind() != ErrorKind.TYPE) {
                throw e;
            }
            return arguments.keywords().get("default");
        }
        int length = lists.stream().mapToInt(List::size).min().orElse(0);
        List<Object> zipped = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            List<@Nullable Object> tuple = new ArrayList<>(lists.size());
            for (List<?> list : lists) {
                tuple.add(list.get(i));
            }
            zipped.add(Values.tuple(tuple));
        }
        return Values.iterator("zip", zipped.iterator());
    }

    private static @Nullable Object tryOr(Arguments arguments) {
        List<Object> all = arguments.positional();
        try {
            return ((Callable) all.get(1)).call(Arguments.of(all.subList(2, all.size()), arguments.keywords()));
        } catch (JinjaException e) {
            throw ExceptionsValue.compilation(Values.text(all.get(0)));
        }
    }

    /** What the first dict of lists has beyond the second, whatever the case of keys and elements. */
    private static Object difference(Arguments arguments) {
        @Nullable Object[] bound = DIFFERENCE.bind(arguments);
        Map<String, List<String>> lowered = new LinkedHashMap<>();
        ((Map<?, ?>) bound[1])
                .forEach((key, values) -> lowered.put(
                        lower(key),
                        Values.elements(values).stream().map(Functions::lower).toList()));
        Map<Object, Object> difference = new LinkedHashMap<>();
        ((Map<?, ?>) bound[0]).forEach((key, values) -> {
            List<String> known = lowered.get(lower(key));
            if (known == null) {
                difference.put(key, values);
                return;
            }
            List<Object> rest = Values.elements(values).stream()
                    .filter(value -> !known.contains(lower(value)))
                    .toList();
            if (!rest.isEmpty()) {
                difference.put(key, Values.list(rest));
            }
        });
        return Values.dict(difference);
    }

    private static String lower(@Nullable Object value) {
        return Values.text(value).toLowerCase(Locale.ROOT);
    }
}

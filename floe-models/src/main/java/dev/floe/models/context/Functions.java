package dev.floe.models.context;

import dev.floe.jinja.Arguments;
import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import dev.floe.jinja.Values;
import dev.floe.models.project.Checksums;
import dev.floe.models.project.Problems;
import dev.floe.models.project.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** dbt's functions that are the same for every template: {@code fromjson}, {@code zip} and so on. */
public final class Functions {
    private static final Logger log = LoggerFactory.getLogger("dev.floe.models.templates");
    private static final Signature LOG = Signature.of("log(msg, info=False)");
    private static final Signature FROM = Signature.of("from(string, default=None)");
    private static final Signature TO_JSON = Signature.of("tojson(value, default=None, sort_keys=False)");
    private static final Signature TO_YAML = Signature.of("toyaml(value, sort_keys=False)");
    private static final Signature SET = Signature.of("set(value, default=None)");

    private static final Map<String, Object> ALL = Map.ofEntries(
            entry("log", Functions::log),
            entry("print", arguments -> {
                log.info("{}", Values.text(arguments.positional().get(0)));
                return "";
            }),
            entry("fromjson", arguments -> {
                @Nullable Object[] bound = FROM.bind(arguments);
                try {
                    return Json.parse(Values.text(bound[0]));
                } catch (IllegalArgumentException e) {
                    return bound[1];
                }
            }),
            entry("tojson", arguments -> {
                @Nullable Object[] bound = TO_JSON.bind(arguments);
                return Json.print(bound[0], Values.isTrue(bound[2]));
            }),
            entry("fromyaml", Functions::fromYaml),
            entry("toyaml", Functions::toYaml),
            entry("set", arguments -> set(arguments, false)),
            entry("set_strict", arguments -> set(arguments, true)),
            entry("zip", Functions::zip),
            entry("zip_strict", Functions::zip),
            entry(
                    "local_md5",
                    arguments ->
                            Checksums.md5(Values.text(arguments.positional().get(0)))));

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

    private static @Nullable Object fromYaml(Arguments arguments) {
        @Nullable Object[] bound = FROM.bind(arguments);
        Problems problems = new Problems();
        Object value = YamlReader.read("fromyaml", Values.text(bound[0]), problems)
                .map(node -> node.plain())
                .orElse(null);
        return problems.any() || value == null ? bound[1] : value;
    }

    private static Object toYaml(Arguments arguments) {
        @Nullable Object[] bound = TO_YAML.bind(arguments);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(Integer.MAX_VALUE);
        return new Yaml(options).dump(plain(bound[0], Values.isTrue(bound[1])));
    }

    private static @Nullable Object plain(@Nullable Object value, boolean sorted) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = sorted ? new TreeMap<>() : new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, plain(item, sorted)));
            return copy;
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(plain(item, sorted)));
            return copy;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : Values.text(value);
    }

    private static @Nullable Object set(Arguments arguments, boolean strict) {
        @Nullable Object[] bound = SET.bind(arguments);
        if (bound[0] instanceof Collection<?> elements) {
            return Values.set(elements);
        }
        if (strict) {
            throw ExceptionsValue.compilation("set_strict() takes a list");
        }
        return bound[1];
    }

    private static @Nullable Object zip(Arguments arguments) {
        List<List<?>> lists = new ArrayList<>();
        for (Object argument : arguments.positional()) {
            if (!(argument instanceof Collection<?> elements)) {
                return arguments.keywords().get("default");
            }
            lists.add(new ArrayList<>(elements));
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
        return Values.list(zipped);
    }
}

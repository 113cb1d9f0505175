package dev.floe.config.internal.bind;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.Texts;
import dev.floe.config.internal.Tier;
import dev.floe.config.internal.yaml.YamlMap;
import dev.floe.config.internal.yaml.YamlNode;
import dev.floe.config.internal.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one map by key, reporting each that is not of the type asked for; {@link #finish()} then reports every key
 * that nobody asked for.
 */
final class MapReader {
    private static final String QUOTE_IT = "; put it in quotes if text is meant";

    private final Tier tier;
    private final String path;
    private final Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    MapReader(Tier tier, String path, YamlMap map) {
        this.tier = tier;
        this.path = path;
        if (path.isEmpty()) {
            tier.place(path, map.position(), map.position());
        }
        map.entries().forEach(entry -> {
            entries.put(entry.key(), entry);
            tier.place(
                    KeyPath.of(path, entry.key()),
                    entry.position(),
                    entry.value().position());
        });
    }

    Tier tier() {
        return tier;
    }

    /** The path of a key of this map. */
    String path(String key) {
        return KeyPath.of(path, key);
    }

    Optional<YamlNode> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(YamlMap.Entry::value);
    }

    /** A key that has to be there. */
    void required(String key, String what) {
        known.add(key);
        if (!entries.containsKey(key)) {
            tier.problem(path(key), Codes.MISSING_KEY, "this key is missing: " + what);
            tier.spoil(path(key));
        }
    }

    Optional<String> text(String key) {
        return scalar(key, "a text").flatMap(scalar -> text(path(key), scalar));
    }

    /** Whether a key is given as a text with nothing in it. */
    boolean isBlankText(String key) {
        known.add(key);
        YamlMap.@Nullable Entry entry = entries.get(key);
        return entry != null
                && entry.value() instanceof YamlScalar scalar
                && scalar.type() == YamlScalar.Type.TEXT
                && scalar.text().isBlank();
    }

    /** A text whose value never appears in a message. */
    Optional<String> discreetText(String key, String what) {
        return scalar(key, what).flatMap(scalar -> {
            if (scalar.type() == YamlScalar.Type.TEXT && !scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            tier.add(scalar.position(), path(key), Codes.WRONG_TYPE, what + " is expected; put it in quotes");
            return Optional.empty();
        });
    }

    Optional<Boolean> bool(String key) {
        return scalar(key, "true or false").flatMap(scalar -> {
            if (scalar.type() == YamlScalar.Type.BOOLEAN) {
                return Optional.of(
                        List.of("true", "yes", "on").contains(scalar.text().toLowerCase(Locale.ROOT)));
            }
            return wrongType(path(key), scalar, "true or false");
        });
    }

    OptionalInt integer(String key) {
        Optional<Integer> value =
                scalar(key, "a whole number").flatMap(scalar -> Scalars.integer(tier, path(key), scalar));
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** One of the values of an enum, by the name that the files use. */
    <E extends Enum<E>> Optional<E> oneOf(String key, E[] values, Function<E, String> names) {
        return text(key).flatMap(text -> {
            List<String> allowed = new ArrayList<>();
            for (E value : values) {
                if (names.apply(value).equals(text)) {
                    return Optional.of(value);
                }
                allowed.add(names.apply(value));
            }
            tier.add(
                    place(key),
                    path(key),
                    Codes.INVALID_VALUE,
                    "'" + Texts.shown(text) + "' is not one of " + Texts.list(allowed)
                            + Texts.didYouMean(text, allowed));
            tier.spoil(path);
            return Optional.empty();
        });
    }

    /** A text of another type, such as a quantity. */
    <T> Optional<T> parsed(String key, String what, Function<String, T> parser) {
        return scalar(key, what).flatMap(scalar -> {
            if (scalar.type() == YamlScalar.Type.BOOLEAN || scalar.trap().isPresent()) {
                return wrongType(path(key), scalar, what);
            }
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                tier.add(scalar.position(), path(key), Codes.INVALID_VALUE, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** A section of its own; nothing behind its key is the same as an empty one. */
    Optional<MapReader> section(String key) {
        return node(key).flatMap(node -> section(path(key), node));
    }

    Optional<MapReader> section(String at, YamlNode node) {
        if (node instanceof YamlMap map) {
            return Optional.of(new MapReader(tier, at, map));
        }
        if (node instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL) {
            return Optional.of(new MapReader(tier, at, new YamlMap(scalar.position(), List.of())));
        }
        return wrongType(at, node, "a map of keys");
    }

    /** A map from names to sections. */
    <T> Map<String, T> named(String key, Function<Named, T> binder) {
        Map<String, T> values = new LinkedHashMap<>();
        section(key)
                .ifPresent(outer ->
                        outer.entries.forEach((name, entry) -> outer.section(outer.path(name), entry.value())
                                .ifPresent(inner -> {
                                    values.put(name, binder.apply(new Named(name, inner)));
                                    inner.finish();
                                })));
        return values;
    }

    /** A map from names to texts; numbers and true and false are taken as they are written. */
    Map<String, String> texts(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        section(key)
                .ifPresent(section -> section.entries.forEach((name, entry) -> {
                    String at = section.path(name);
                    if (!(entry.value() instanceof YamlScalar scalar)) {
                        wrongType(at, entry.value(), "a text");
                    } else if (scalar.type() == YamlScalar.Type.NULL) {
                        empty(at, entry.position(), "a text");
                    } else if (Scalars.refusedAsSecret(tier, at, name, scalar)) {
                        return;
                    } else if (scalar.trap().isPresent()) {
                        wrongType(at, scalar, "a text");
                    } else {
                        values.put(name, scalar.text());
                    }
                }));
        return values;
    }

    /** A map of anything. */
    Map<String, Object> values(String key) {
        Map<String, Object> values = new LinkedHashMap<>();
        section(key)
                .ifPresent(section -> section.entries.forEach((name, entry) -> {
                    if (entry.value() instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL) {
                        empty(section.path(name), entry.position(), "a value");
                    } else {
                        Scalars.value(tier, section.path(name), name, entry.value())
                                .ifPresent(value -> values.put(name, value));
                    }
                }));
        return values;
    }

    /** Accepts keys that floe knows but does nothing about, and says so. */
    void notApplied(String why, String... keys) {
        for (String key : keys) {
            if (node(key).isPresent()) {
                tier.notApplied(path(key), why);
            }
        }
    }

    /** Reports every key that nobody asked for. */
    void finish() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                tier.add(
                        entry.position(),
                        path(key),
                        Codes.UNKNOWN_KEY,
                        "there is no such key here" + Texts.didYouMean(key, known) + "; known are "
                                + Texts.list(known));
                Texts.nearest(key, known).ifPresent(near -> tier.spoil(path(near)));
            }
        });
    }

    /** Reports keys that nobody asked for without naming them, for one may be a secret in the wrong place. */
    void finishDiscreetly(String what) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                tier.add(entry.position(), path, Codes.UNKNOWN_KEY, what);
            }
        });
    }

    private Optional<YamlScalar> scalar(String key, String what) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof YamlScalar scalar)) {
            return wrongType(path(key), node.get(), what);
        }
        if (scalar.type() == YamlScalar.Type.NULL) {
            return empty(path(key), place(key), what);
        }
        return Optional.of(scalar);
    }

    private Optional<String> text(String at, YamlScalar scalar) {
        if (scalar.type() != YamlScalar.Type.TEXT) {
            return wrongType(at, scalar, "a text");
        }
        if (scalar.text().isBlank()) {
            return empty(at, scalar.position(), "a text");
        }
        return Optional.of(scalar.text());
    }

    private <T> Optional<T> wrongType(String at, YamlNode node, String expected) {
        if (node instanceof YamlScalar scalar && scalar.trap().isPresent()) {
            tier.add(
                    node.position(),
                    at,
                    Codes.AMBIGUOUS_VALUE,
                    scalar.trap().get() + ", but " + expected + " is expected" + QUOTE_IT);
        } else {
            boolean quotable = expected.equals("a text") && node instanceof YamlScalar;
            tier.add(
                    node.position(),
                    at,
                    Codes.WRONG_TYPE,
                    expected + " is expected, but this is " + node.kind() + (quotable ? QUOTE_IT : ""));
        }
        return Optional.empty();
    }

    private <T> Optional<T> empty(String at, Position position, String expected) {
        tier.add(position, at, Codes.EMPTY_VALUE, "there is nothing behind this key; " + expected + " is expected");
        return Optional.empty();
    }

    private Position place(String key) {
        YamlMap.@Nullable Entry entry = entries.get(key);
        if (entry == null) {
            return Position.FILE;
        }
        return entry.value() instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL
                ? entry.position()
                : entry.value().position();
    }

    /**
     * A section under a name that the user chose.
     *
     * @param name the name
     * @param keys what is in it
     */
    record Named(String name, MapReader keys) {}
}

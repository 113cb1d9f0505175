package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where one value of a configuration comes from.
 *
 * @param tier {@code floe.yaml} or {@code platform.yaml}, whatever the files are called, or {@code run} for what both lead to
 * @param keyPath the key, such as {@code catalogs.default.uri}
 * @param value the value as it is used; of a secret the name only
 * @param rule why it is this value
 * @param file the file that says it, if one does
 * @param line the line, from 1; 0 if there is none
 * @param note what else there is to say: the variable, where a secret was found, how a value was computed
 */
public record Explanation(
        String tier, String keyPath, String value, Rule rule, Optional<Path> file, int line, Optional<String> note) {
    /** The tier of what both files lead to. */
    public static final String RUN = "run";

    /** Why a value is what it is. */
    public enum Rule {
        /** Nothing says it. */
        DEFAULT,
        /** The file says it. */
        BASE,
        /** The file of the environment says it. */
        OVERLAY,
        /** A variable of the environment was put into what a file says. */
        VARIABLE,
        /** The program says it. */
        BUILDER,
        /** floe made it of other values. */
        COMPUTED;

        /** The rule as it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that nothing is null. */
    public Explanation {
        requireNonNull(tier, "tier");
        requireNonNull(keyPath, "keyPath");
        requireNonNull(value, "value");
        requireNonNull(rule, "rule");
        requireNonNull(file, "file");
        requireNonNull(note, "note");
    }

    /** A value that floe made of others. */
    public static Explanation computed(String keyPath, String value, String note) {
        return new Explanation(RUN, keyPath, value, Rule.COMPUTED, Optional.empty(), 0, Optional.of(note));
    }

    /** The same with another note. */
    public Explanation withNote(String text) {
        return new Explanation(tier, keyPath, value, rule, file, line, Optional.of(text));
    }

    /** {@code file:line}, or the rule where no file says it. */
    public String place() {
        return file.map(path -> path + (line > 0 ? ":" + line : "")).orElse(rule.word());
    }
}

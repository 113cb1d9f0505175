package dev.floe.it.manifest;

import dev.floe.jinja.Values;
import org.jspecify.annotations.Nullable;

/**
 * The first line in which two texts differ.
 *
 * @param line counted from 1
 * @param wanted dbt's line; null if its text has ended
 * @param found floe's line; null if its text has ended
 */
record FirstDifference(
        int line, @Nullable String wanted, @Nullable String found) {

    static FirstDifference of(String wanted, String found) {
        String[] left = wanted.split("\n", -1);
        String[] right = found.split("\n", -1);
        int line = 0;
        while (line < left.length && line < right.length && left[line].equals(right[line])) {
            line++;
        }
        return new FirstDifference(
                line + 1, line < left.length ? left[line] : null, line < right.length ? right[line] : null);
    }

    @Override
    public String toString() {
        return "line " + line + "\n    dbt:  " + shown(wanted) + "\n    floe: " + shown(found);
    }

    private static String shown(@Nullable String text) {
        return text == null ? "(ended)" : Values.repr(text);
    }
}

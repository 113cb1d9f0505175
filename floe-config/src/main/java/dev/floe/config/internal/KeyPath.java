package dev.floe.config.internal;

import java.util.regex.Pattern;

/** The way from the root of a configuration to a value, as text: {@code catalogs.default.uri}, {@code jobs[0]["a b"]}. */
public final class KeyPath {
    /** The root. */
    public static final String ROOT = "";

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private KeyPath() {}

    /** The path of a key below another. */
    public static String of(String parent, String key) {
        if (SIMPLE.matcher(key).matches()) {
            return parent.isEmpty() ? key : parent + "." + key;
        }
        return parent + "[\"" + Texts.shown(key) + "\"]";
    }

    /** The path of an element of a list. */
    public static String of(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** Whether one path is the other or leads to it. */
    public static boolean covers(String path, String other) {
        if (path.isEmpty() || path.equals(other)) {
            return true;
        }
        return other.startsWith(path) && (other.charAt(path.length()) == '.' || other.charAt(path.length()) == '[');
    }

    /** The path one step up; the root's own is the root. */
    public static String parent(String path) {
        for (int i = path.length() - 1; i > 0; i--) {
            char c = path.charAt(i);
            if (c == '.' || c == '[') {
                return path.substring(0, i);
            }
        }
        return ROOT;
    }
}

package dev.floe.models.graph;

import java.util.regex.Pattern;

/** A path of {@code path:}: a file or a folder with all below it, with {@code *}, {@code ?}, {@code […]} and {@code **}. */
final class FilePattern {
    private final Pattern pattern;

    FilePattern(String value) {
        String wanted = value;
        while (wanted.startsWith("./")) {
            wanted = wanted.substring(2);
        }
        while (wanted.endsWith("/")) {
            wanted = wanted.substring(0, wanted.length() - 1);
        }
        StringBuilder regex = new StringBuilder();
        String rest = "";
        for (String part : wanted.split("/", -1)) {
            if (part.equals("**")) {
                regex.append(rest).append("(?:[^/]+/)*");
                rest = "";
            } else {
                regex.append(rest).append(NodeMatcher.glob(part).pattern().replace(".*", "[^/]*"));
                rest = "/";
            }
        }
        this.pattern = Pattern.compile(regex + "(?:/.*)?");
    }

    /** Whether it is this file, or a folder that holds it. */
    boolean holds(String path) {
        return pattern.matcher(path).matches();
    }
}

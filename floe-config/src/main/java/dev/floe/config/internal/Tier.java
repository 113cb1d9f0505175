package dev.floe.config.internal;

import dev.floe.config.ConfigProblem;
import dev.floe.config.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One tier while it is loaded: where it comes from, where each key stands, and what was found to be wrong with it.
 *
 * <p>A key that has a problem is spoilt: the rules that come later say nothing about it or what is below it, so that one mistake
 * gives one problem. Not thread-safe.
 */
public final class Tier {
    private static final int MAX_PROBLEMS = 200;

    private final String name;
    private final Optional<Path> file;
    private final Map<String, Position> keys = new HashMap<>();
    private final Map<String, Position> values = new HashMap<>();
    private final Set<String> spoilt = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<Notice> notices = new LinkedHashSet<>();
    private Optional<SourceLines> source = Optional.empty();
    private final List<Tier> included = new ArrayList<>();
    private int left;

    private Tier(String name, Optional<Path> file) {
        this.name = name;
        this.file = file;
    }

    /** A tier that is read from a file. */
    public static Tier ofFile(Path file) {
        return new Tier(file.toString(), Optional.of(file));
    }

    /** A tier that is built in code. */
    public static Tier inCode(String name) {
        return new Tier(name, Optional.empty());
    }

    /** What to call it in a message: the file's path, or the name of the type. */
    public String name() {
        return name;
    }

    /** Keeps the text of the file, so that problems can show their lines. */
    public void source(String text) {
        source = Optional.of(SourceLines.of(text));
    }

    /** The file, if there is one. */
    public Optional<Path> file() {
        return file;
    }

    /** The name of the file without its folder, or of the type. */
    public String fileName() {
        return file.map(Path::getFileName).map(Path::toString).orElse(name);
    }

    /** Takes the problems of another file that belongs to this tier as its own. */
    public void include(Tier other) {
        included.add(other);
    }

    /** Remembers where a key and its value begin. */
    public void place(String keyPath, Position key, Position value) {
        keys.putIfAbsent(keyPath, key);
        values.putIfAbsent(keyPath, value);
    }

    /** Reports a problem at a known place, and spoils the key. */
    public void add(Position position, String keyPath, String code, String message) {
        spoil(keyPath);
        record(position, keyPath, code, message);
    }

    /** Refuses a secret that is written down; about it nothing more is said. */
    public void refuseSecret(Position position, String keyPath, String message) {
        refuse(position, keyPath, Codes.PLAIN_TEXT_SECRET, message);
    }

    /** Refuses a value; about it nothing more is said. */
    public void refuse(Position position, String keyPath, String code, String message) {
        if (refused.add(keyPath)) {
            add(position, keyPath, code, message);
        }
    }

    /** Whether nothing more is to be said about a value. */
    public boolean isRefused(String keyPath) {
        return refused.contains(keyPath);
    }

    /** Reports a problem at the place of a key, and spoils it. */
    public void addAtKey(String keyPath, String code, String message) {
        add(keys.getOrDefault(keyPath, Position.FILE), keyPath, code, message);
    }

    /** Reports that a key of a section is missing, unless the section is spoilt, and spoils it. */
    public void missing(String section, String key, String what) {
        String path = KeyPath.of(section, key);
        problem(path, Codes.MISSING_KEY, "this key is missing: " + what);
        spoil(path);
    }

    /** Reports a problem of a key, unless the key is spoilt. */
    public void problem(String keyPath, String code, String message) {
        if (!isSpoilt(keyPath)) {
            Position position = placeOf(keyPath);
            record(position, keyPath, code, message);
        }
    }

    /** Reports a problem of a key itself rather than of its value, unless the key is spoilt. */
    public void keyProblem(String keyPath, String code, String message) {
        if (!isSpoilt(keyPath)) {
            Position position = keys.getOrDefault(keyPath, Position.FILE);
            record(position, keyPath, code, message);
        }
    }

    /** Keeps the rules that come later from saying anything about a key and what is below it. */
    public void spoil(String keyPath) {
        spoilt.add(keyPath);
    }

    /** Whether a key, or one that it lies below, has had a problem that spoils it. */
    public boolean isSpoilt(String keyPath) {
        String path = keyPath;
        while (true) {
            if (spoilt.contains(path)) {
                return true;
            }
            if (path.isEmpty()) {
                return false;
            }
            path = KeyPath.parent(path);
        }
    }

    /** Tells the user that a key has no effect. */
    public void notApplied(String keyPath, String why) {
        Position position = placeOf(keyPath);
        String where = Optional.ofNullable(position.file()).map(Path::toString).orElse(name);
        String place = position.line() > 0 ? where + ":" + position.line() : where;
        notices.add(new Notice(Notice.NOT_APPLIED, place + ": " + keyPath + " is not applied: " + why));
    }

    /** Tells the user something. */
    public void notice(Notice notice) {
        notices.add(notice);
    }

    /** What is wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> sorted =
                new ArrayList<>(problems.stream().map(this::withSource).toList());
        included.forEach(other -> sorted.addAll(other.problems()));
        sorted.sort(
                Comparator.<ConfigProblem>comparingInt(problem -> problem.file().equals(file) ? 0 : 1)
                        .thenComparingInt(ConfigProblem::line)
                        .thenComparingInt(ConfigProblem::column));
        if (left > 0) {
            sorted.add(new ConfigProblem(file, 0, 0, KeyPath.ROOT, Codes.TOO_MANY_PROBLEMS, "and " + left + " more"));
        }
        return sorted;
    }

    /** What the user should know. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** Where a value is, or else the key of the section that it would be in. */
    private Position placeOf(String keyPath) {
        @Nullable Position value = values.get(keyPath);
        if (value != null) {
            return value;
        }
        String path = keyPath;
        while (!path.isEmpty()) {
            path = KeyPath.parent(path);
            @Nullable Position key = keys.get(path);
            if (key != null) {
                return key;
            }
        }
        return Position.FILE;
    }

    private ConfigProblem withSource(ConfigProblem problem) {
        int secret = problems.stream()
                .filter(other -> isOnLineOf(problem, other) && other.code().equals(Codes.PLAIN_TEXT_SECRET))
                .mapToInt(ConfigProblem::column)
                .min()
                .orElse(0);
        return sourceOf(problem)
                .flatMap(lines -> lines.show(problem.line(), problem.column(), secret))
                .map(shown -> problem.withSource(shown.text(), shown.caret()))
                .orElse(problem);
    }

    private Optional<SourceLines> sourceOf(ConfigProblem problem) {
        return included.stream()
                .filter(other -> other.file.equals(problem.file()))
                .findFirst()
                .orElse(this)
                .source;
    }

    private static boolean isOnLineOf(ConfigProblem problem, ConfigProblem other) {
        return other.line() == problem.line() && other.file().equals(problem.file());
    }

    private void record(Position position, String keyPath, String code, String message) {
        Optional<Path> where = Optional.ofNullable(position.file()).or(() -> file);
        record(new ConfigProblem(where, position.line(), position.column(), keyPath, code, message));
    }

    private void record(ConfigProblem problem) {
        boolean known = problem.line() > 0
                && problems.stream()
                        .anyMatch(other -> isOnLineOf(problem, other)
                                && other.column() == problem.column()
                                && other.code().equals(problem.code())
                                && other.message().equals(problem.message()));
        if (known) {
            // what an alias repeats is wrong once
            return;
        }
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        } else {
            left++;
        }
    }
}

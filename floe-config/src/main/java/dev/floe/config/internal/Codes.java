package dev.floe.config.internal;

/** The kinds of {@link dev.floe.config.ConfigProblem}; docs/configuration.md explains them. */
public final class Codes {
    /** A file is a folder, cannot be read, is too large or is not UTF-8. */
    public static final String FILE_UNREADABLE = "FILE_UNREADABLE";

    /** A file with nothing in it. */
    public static final String EMPTY_FILE = "EMPTY_FILE";

    /** Not YAML. */
    public static final String YAML_SYNTAX = "YAML_SYNTAX";

    /** YAML that is too deep, too large or expands too far. */
    public static final String YAML_LIMIT = "YAML_LIMIT";

    /** The same key twice. */
    public static final String DUPLICATE_KEY = "DUPLICATE_KEY";

    /** A key that does not exist. */
    public static final String UNKNOWN_KEY = "UNKNOWN_KEY";

    /** A key that has to be there. */
    public static final String MISSING_KEY = "MISSING_KEY";

    /** A key with nothing behind it. */
    public static final String EMPTY_VALUE = "EMPTY_VALUE";

    /** A map where a text has to be, and the like. */
    public static final String WRONG_TYPE = "WRONG_TYPE";

    /** A value that YAML 1.1 reads as something else than it looks like. */
    public static final String AMBIGUOUS_VALUE = "AMBIGUOUS_VALUE";

    /** A value that is malformed, out of range or not one of those allowed. */
    public static final String INVALID_VALUE = "INVALID_VALUE";

    /** Keys that exclude each other. */
    public static final String CONFLICTING_KEYS = "CONFLICTING_KEYS";

    /** A variable of the environment that has to be set. */
    public static final String VARIABLE_NOT_SET = "VARIABLE_NOT_SET";

    /** A logical name that nothing defines. */
    public static final String UNKNOWN_REFERENCE = "UNKNOWN_REFERENCE";

    /** A secret written into the configuration. */
    public static final String PLAIN_TEXT_SECRET = "PLAIN_TEXT_SECRET";

    /** Something that is known, and that floe refuses to do. */
    public static final String UNSUPPORTED = "UNSUPPORTED";

    /** A secret that is there but cannot be used. */
    public static final String SECRET_UNREADABLE = "SECRET_UNREADABLE";

    /** Two secrets that are read from the same environment variable. */
    public static final String SECRET_NAMES_COLLIDE = "SECRET_NAMES_COLLIDE";

    /** More problems than are worth listing. */
    public static final String TOO_MANY_PROBLEMS = "TOO_MANY_PROBLEMS";

    private Codes() {}
}

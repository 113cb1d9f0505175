package dev.floe.jinja;

import static java.util.Objects.requireNonNull;

/** The value of a name, attribute or item that does not exist. Immutable; what may be done with it is its {@link UndefinedKind}. */
public final class Undefined {
    private final UndefinedKind kind;
    private final String name;
    private final String detail;
    private final ErrorKind error;

    /**
     * @param kind what may be done with it
     * @param name the missing name
     * @param detail what is wrong, as the error says it when the value is used
     * @param error the kind of that error
     */
    public Undefined(UndefinedKind kind, String name, String detail, ErrorKind error) {
        this.kind = requireNonNull(kind, "kind");
        this.name = requireNonNull(name, "name");
        this.detail = requireNonNull(detail, "detail");
        this.error = requireNonNull(error, "error");
    }

    /**
     * A name that nobody knows.
     *
     * @param kind what may be done with it
     * @param name the missing name
     */
    public static Undefined name(UndefinedKind kind, String name) {
        return new Undefined(kind, name, unknown(name), ErrorKind.UNDEFINED);
    }

    /** What may be done with it. */
    public UndefinedKind kind() {
        return kind;
    }

    /** The missing name. */
    public String name() {
        return name;
    }

    /** The same for another name: what is wrong stays, unless it is just that nobody knows the name. */
    public Undefined named(String other) {
        boolean plain = detail.equals(unknown(name)) || detail.equals(name + " is undefined");
        return plain ? name(kind, other) : new Undefined(kind, other, detail, error);
    }

    private static String unknown(String name) {
        return "'" + name + "' is undefined";
    }

    /** The error that a use of it raises. */
    public JinjaException failure() {
        return JinjaException.of(error, detail);
    }

    /** Empty, as it prints. */
    @Override
    public String toString() {
        return "";
    }
}

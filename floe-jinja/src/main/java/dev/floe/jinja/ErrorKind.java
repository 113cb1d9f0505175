package dev.floe.jinja;

/** What kind of failure a {@link JinjaException} reports. */
public enum ErrorKind {
    /** The template cannot be parsed, or names a filter or test that does not exist. */
    SYNTAX("TemplateSyntaxError"),
    /** Something undefined was used in a way that its {@link UndefinedKind} does not allow. */
    UNDEFINED("UndefinedError"),
    /** An operation on values of types that it is not made for, or a call with the wrong arguments. */
    TYPE("TypeError"),
    /** A value that an operation cannot take. */
    VALUE("ValueError"),
    /** A missing key of a dict, where the operation insists. */
    KEY("KeyError"),
    /** An index out of range, where the operation insists. */
    INDEX("IndexError"),
    /** A method or attribute, which an operation insists on, that the value does not have. */
    ATTRIBUTE("AttributeError"),
    /** A division by zero. */
    ZERO_DIVISION("ZeroDivisionError"),
    /** A number too large for the operation. */
    OVERFLOW("OverflowError"),
    /** An argument outside of what a filter takes. */
    ASSERTION("AssertionError"),
    /** A filter was given an argument that it does not know. */
    FILTER_ARGUMENT("FilterArgumentError"),
    /** Any other failure of a running template. */
    RUNTIME("TemplateRuntimeError"),
    /** A template reached for what is closed to it, such as an attribute that begins with an underscore. */
    SECURITY("SecurityError"),
    /** One of the {@link Limits} was exceeded. */
    LIMIT("LimitError"),
    /** The rendering thread was interrupted; its interrupt flag is left set. */
    INTERRUPTED("Interrupted"),
    /** A function, filter, test or object of the host threw; the exception is the cause. */
    HOST("HostError");

    private final String pythonName;

    ErrorKind(String pythonName) {
        this.pythonName = pythonName;
    }

    /** The name of the exception that users of Jinja2 in Python know for this kind, or a like one. */
    public String pythonName() {
        return pythonName;
    }
}

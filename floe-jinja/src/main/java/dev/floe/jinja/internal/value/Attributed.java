package dev.floe.jinja.internal.value;

/** An object that prints with its attributes, among which it may be itself. */
public interface Attributed extends QualifiedName {
    /** Its attributes. */
    PyDict attributes();
}

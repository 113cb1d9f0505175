package dev.floe.jinja;

/** What may be done with a name, attribute or item that does not exist. Every kind answers {@code is defined} and {@code default}. */
public enum UndefinedKind {
    /** Prints as nothing, iterates as empty and is false; any other use is an error. Jinja2's and dbt's default. */
    DEFAULT,
    /** As {@link #DEFAULT}, but attributes and items of it are undefined again. */
    CHAINABLE,
    /** Any use is an error, printing and the question for its truth too. */
    STRICT,
    /** As {@link #DEFAULT}, but attributes, items and calls of it are undefined again: dbt's way to read a project. */
    CAPTURING
}

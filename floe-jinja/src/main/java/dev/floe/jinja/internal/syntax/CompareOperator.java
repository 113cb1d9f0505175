package dev.floe.jinja.internal.syntax;

/** The operators that can be chained. */
public enum CompareOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IN,
    NOT_IN
}

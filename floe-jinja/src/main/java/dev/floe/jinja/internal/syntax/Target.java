package dev.floe.jinja.internal.syntax;

import java.util.List;

/** What is assigned to. */
public sealed interface Target {
    /** A name. */
    record Variable(String name, int line) implements Target {}

    /** {@code a, b}, possibly nested. */
    record Unpack(List<Target> items) implements Target {}

    /** {@code namespace.name}. */
    record Member(String namespace, String name, int line) implements Target {}
}

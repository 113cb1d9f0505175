package dev.floe.jinja.internal.eval;

import org.jspecify.annotations.Nullable;

/** A linked expression. Immutable. */
abstract class Node {
    abstract @Nullable Object eval(Frame frame);
}

package dev.floe.jinja.internal.eval;

/**
 * Where a variable lives.
 *
 * @param function whose frame it is part of
 * @param index the index in that frame
 * @param name the variable's name
 */
record Slot(FunctionScope function, int index, String name) {}

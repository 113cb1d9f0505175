/** Jinja2 for the JVM: parse once, render anywhere. */
@NullMarked
package dev.floe.jinja;

import org.jspecify.annotations.NullMarked;

/** Programs that run floe inside something else, as docs/hosts.md shows them. */
@NullMarked
package dev.floe.it.hosts;

import org.jspecify.annotations.NullMarked;

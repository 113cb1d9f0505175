/** The workings of the embedded catalog; not API. */
@NullMarked
package dev.floe.testkit.internal;

import org.jspecify.annotations.NullMarked;

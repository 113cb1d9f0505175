/** How floe-iceberg works inside: not API. */
@NullMarked
package dev.floe.iceberg.internal;

import org.jspecify.annotations.NullMarked;

/** YAML trees into records, one class for each record. Not API. */
@NullMarked
package dev.floe.config.internal.bind;

import org.jspecify.annotations.NullMarked;

/** Masking of secrets in texts. Not API. */
@NullMarked
package dev.floe.config.internal.redact;

import org.jspecify.annotations.NullMarked;

/** The two tiers of configuration, read, checked together and resolved into immutable records. */
@NullMarked
package dev.floe.config;

import org.jspecify.annotations.NullMarked;

/** What the steps of loading a configuration share: problems with their places, key paths, near names. Not API. */
@NullMarked
package dev.floe.config.internal;

import org.jspecify.annotations.NullMarked;

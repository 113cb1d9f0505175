/** YAML into plain trees that know where each part stands in the file. Not API. */
@NullMarked
package dev.floe.config.internal.yaml;

import org.jspecify.annotations.NullMarked;

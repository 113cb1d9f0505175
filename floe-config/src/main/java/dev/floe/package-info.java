/** What every module of floe shares: the exception base and its codes. */
@NullMarked
package dev.floe;

import org.jspecify.annotations.NullMarked;

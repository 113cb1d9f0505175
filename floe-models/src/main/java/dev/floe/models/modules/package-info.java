/** What {@code modules} gives templates: the parts of Python's datetime, re, itertools and pytz that SQL templates use. */
@NullMarked
package dev.floe.models.modules;

import org.jspecify.annotations.NullMarked;

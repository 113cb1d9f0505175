/** dbt's context over a manifest of dbt-core, to render its nodes with floe-jinja. */
@NullMarked
package dev.floe.it.manifest;

import org.jspecify.annotations.NullMarked;

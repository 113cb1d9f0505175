package dev.floe.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How builders of configuration records are generated: reached through the record's own {@code Builder} only. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        jdkOnly = true,
        // none of Immutables' own annotations, which whoever compiles against the builders would have to have
        allowedClasspathAnnotations = SuppressWarnings.class)
@interface ConfigStyle {}

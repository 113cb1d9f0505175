package dev.floe.jinja;

import java.util.Locale;

/** The block tags of dbt that define something: {@code {% tag name … %} … {% endtag %}}. Macros are part of every template. */
public enum BlockTag {
    /** {@code {% macro name(parameters) %}}. */
    MACRO,
    /** {@code {% test name(parameters) %}}: a generic test, kept under the name {@code test_name}. */
    TEST,
    /** {@code {% data_test name(parameters) %}}: the newer spelling of {@link #TEST}. */
    DATA_TEST,
    /** {@code {% materialization name, default|adapter='x' %}}, kept under the name {@code materialization_name_adapter}. */
    MATERIALIZATION,
    /** {@code {% snapshot name %}}. */
    SNAPSHOT,
    /** {@code {% docs name %}}. */
    DOCS;

    /** The word in the tag. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.floe.models.graph;

import java.util.Locale;

/** Which tests come along with the nodes that are selected; dbt's words. */
public enum IndirectSelection {
    /** Those that read any of them. */
    EAGER,
    /** Those that read nothing else. */
    CAUTIOUS,
    /** Those that read nothing but them, what they read, and sources. */
    BUILDABLE,
    /** None but those that are selected themselves. */
    EMPTY;

    /** The word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

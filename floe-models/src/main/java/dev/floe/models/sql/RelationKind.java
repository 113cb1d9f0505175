package dev.floe.models.sql;

import java.util.Locale;

/** What stands under a relation's name. */
public enum RelationKind {
    /** A table. */
    TABLE,
    /** A view. */
    VIEW;

    /** {@code table} or {@code view}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

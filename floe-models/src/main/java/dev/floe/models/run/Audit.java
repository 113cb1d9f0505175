package dev.floe.models.run;

import dev.floe.models.graph.RelationName;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks at rows that were written and that nobody else can see yet. */
interface Audit {
    /**
     * Looks.
     *
     * @param connection one on which the rows can be read
     * @param written where they can be read meanwhile
     * @throws dev.floe.models.RunException {@code AUDIT_FAILED} if they are not to be seen
     */
    void check(Connection connection, RelationName written) throws SQLException;
}

package dev.floe.models.parse;

import java.util.Optional;
import java.util.Set;

/** Where a project's relations go. */
public interface Placement {
    /** Where what belongs to no layer goes. */
    Place standard();

    /** The layer that a folder belongs to, by the folder's path below the model or seed folder. */
    Optional<Place> layerOf(String folder);

    /** A layer by its name. */
    Optional<Place> layer(String name);

    /** The names of the layers, for messages. */
    Set<String> layers();

    /** Whether relations are Iceberg tables: their names are lower case, and they can be laid out. */
    boolean onIceberg();

    /**
     * A place for relations.
     *
     * @param database the database, or the alias of the catalog
     * @param schema the schema; on Iceberg the namespace
     */
    record Place(String database, String schema) {}
}

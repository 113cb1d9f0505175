package dev.floe.models.target;

import dev.floe.models.parse.Placement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Places by layer.
 *
 * @param standard where what belongs to no layer goes
 * @param places the places of the layers, by name
 * @param folders the layer that a folder belongs to
 * @param onIceberg whether relations are Iceberg tables
 */
record LayeredPlacement(
        Place standard, Map<String, Place> places, Function<String, Optional<String>> folders, boolean onIceberg)
        implements Placement {

    @Override
    public Optional<Place> layerOf(String folder) {
        return folders.apply(folder).map(places::get);
    }

    @Override
    public Optional<Place> layer(String name) {
        return Optional.ofNullable(places.get(name));
    }

    @Override
    public Set<String> layers() {
        return new TreeSet<>(places.keySet());
    }
}

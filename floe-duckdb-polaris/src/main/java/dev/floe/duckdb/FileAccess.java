package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Which files, and places behind URLs, SQL on a DuckDB instance may touch. Immutable. */
public sealed interface FileAccess {
    /** Whatever the process may touch, and loading of extensions: as DuckDB is by itself. */
    record Everything() implements FileAccess {
        @Override
        public String toString() {
            return "everything";
        }
    }

    /**
     * Everything but some folders, which need not be there.
     *
     * <p>DuckDB knows allowed places only. What is allowed are therefore the neighbours of these folders that are there when the
     * instance is confined: of each folder on the way to one of them (the root among these), the entries of that moment.
     *
     * @param folders what is out of reach, symbolic links followed; absolute
     */
    record Without(List<Path> folders) implements FileAccess {
        /** Copies the list; makes the paths absolute. */
        public Without {
            folders = folders.stream()
                    .map(folder -> folder.toAbsolutePath().normalize())
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return "everything but " + folders.stream().map(Path::toString).collect(Collectors.joining(", "));
        }
    }

    /**
     * Some places only.
     *
     * @param places folders and URL prefixes
     */
    record Only(List<String> places) implements FileAccess {
        /** Copies the list. */
        public Only {
            places = List.copyOf(places);
        }

        @Override
        public String toString() {
            return "only " + String.join(", ", places);
        }
    }

    /** No restriction. */
    static FileAccess everything() {
        return new Everything();
    }

    /** Everything but these folders. */
    static FileAccess without(List<Path> folders) {
        return new Without(requireNonNull(folders, "folders"));
    }

    /** These folders and URL prefixes only. */
    static FileAccess only(List<String> places) {
        return new Only(requireNonNull(places, "places"));
    }
}

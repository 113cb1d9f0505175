package dev.floe.extensions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gathers the files of one platform for its jar: from the folders that are there, then from the Python packages.
 *
 * @param pins the files, of one version and platform
 * @param places folders laid out as DuckDB's repository; the last one is a cache, and gets what is fetched
 */
record Packing(List<Pin> pins, List<Path> places) {
    /** Where a jar has its extensions; floe-duckdb-polaris looks for them there. */
    static final String ROOT = "META-INF/floe/duckdb-extensions";

    /** The resource that lists what a jar holds. */
    static final String INDEX = ROOT + "/index";

    Packing {
        pins = List.copyOf(pins);
        places = List.copyOf(places);
    }

    /** The folder that {@code FLOE_DUCKDB_EXTENSIONS} names, and the cache that floe's tests use too. */
    static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(environment.get("FLOE_DUCKDB_EXTENSIONS"))
                .filter(value -> !value.isBlank())
                .ifPresent(value -> places.add(Path.of(value.strip())));
        Path caches = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        places.add(caches.resolve("floe").resolve("duckdb-extensions"));
        return places;
    }

    /**
     * Fills a folder with what the jar is to hold; removes it if the files are not to be had.
     *
     * @return why they are not to be had; empty if they are there
     * @throws IOException if a package holds another file than the one that is pinned, or the folder cannot be written
     */
    Optional<String> fill(Path folder) throws IOException {
        Path target = folder.resolve(ROOT);
        List<String> reasons = new ArrayList<>();
        List<Pin> missing = new ArrayList<>();
        for (Pin pin : pins) {
            if (!copied(pin, target, reasons)) {
                missing.add(pin);
            }
        }
        if (!missing.isEmpty()) {
            try {
                fetch(missing, target);
            } catch (FetchFailed e) {
                reasons.add(e.getMessage());
                delete(folder);
                return Optional.of(String.join("; ", reasons));
            }
        }
        Files.writeString(
                folder.resolve(INDEX),
                String.join("\n", pins.stream().map(Pin::path).sorted().toList()) + "\n",
                StandardCharsets.UTF_8);
        return Optional.empty();
    }

    private boolean copied(Pin pin, Path target, List<String> reasons) throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(target));
        candidates.addAll(places);
        for (Path place : candidates) {
            Path file = place.resolve(pin.path());
            if (Files.isRegularFile(file)) {
                try {
                    ExtensionFile.check(file, pin);
                } catch (IOException e) {
                    reasons.add(e.getMessage());
                    continue;
                }
                if (!place.equals(target)) {
                    copy(file, target.resolve(pin.path()));
                }
                return true;
            }
        }
        reasons.add("no " + pin.path() + " in " + places);
        return false;
    }

    private void fetch(List<Pin> missing, Path target) throws IOException, FetchFailed {
        Path staging = Files.createTempDirectory("floe-wheels-");
        try {
            try {
                Pin first = missing.get(0);
                Wheels.fetch(missing.stream().map(Pin::name).toList(), first.version(), first.platform(), staging);
            } catch (IOException e) {
                throw new FetchFailed("the Python packages: " + e.getMessage());
            }
            for (Pin pin : missing) {
                Path file = staging.resolve(pin.file());
                ExtensionFile.check(file, pin);
                copy(file, target.resolve(pin.path()));
                keep(file, places.get(places.size() - 1).resolve(pin.path()));
            }
        } finally {
            delete(staging);
        }
    }

    /** A build goes on without its cache; what is there stays. */
    private static void keep(Path file, Path cached) {
        try {
            if (!Files.exists(cached)) {
                copy(file, cached);
            }
        } catch (IOException e) {
            // fetched again next time
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), target.getFileName() + "-", ".part");
        try {
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static final class FetchFailed extends Exception {
        private static final long serialVersionUID = 1L;

        FetchFailed(String message) {
            super(message);
        }
    }
}

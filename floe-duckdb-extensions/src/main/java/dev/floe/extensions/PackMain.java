package dev.floe.extensions;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program that the build of floe-duckdb-extensions runs. */
public final class PackMain {
    private static final String USAGE = "Usage: pack VERSION PLATFORM,… DIR REQUIRED | pin VERSION";

    /** The extensions that an Iceberg REST catalog needs. */
    private static final List<String> NAMES = List.of("avro", "httpfs", "iceberg");

    private PackMain() {}

    /**
     * {@code pack VERSION PLATFORMS DIR REQUIRED} fills the folder DIR/PLATFORM for each platform, {@code pin VERSION} prints the
     * checksums of all files that are to be had.
     *
     * <p>VERSION is the driver's, {@code 1.5.5.0}, or DuckDB's, {@code v1.5.5}; PLATFORMS are separated by commas, {@code host} is the
     * one of this machine; with REQUIRED {@code false}, a platform whose files are not to be had is left out and the reason printed.
     *
     * @throws IOException if a file is not the one that is pinned, none is pinned for the version, or one that is required is not to be
     *     had
     */
    public static void main(String[] args) throws IOException {
        List<String> arguments = List.of(args);
        if (arguments.size() == 2 && arguments.get(0).equals("pin")) {
            pin(version(arguments.get(1)), System.out);
        } else if (arguments.size() == 5 && arguments.get(0).equals("pack")) {
            pack(arguments.subList(1, 5), System.getenv(), System.out);
        } else {
            throw new IllegalArgumentException(USAGE);
        }
    }

    static void pack(List<String> arguments, Map<String, String> environment, PrintStream out) throws IOException {
        String version = version(arguments.get(0));
        boolean required = Boolean.parseBoolean(arguments.get(3));
        for (String asked : arguments.get(1).split(",", -1)) {
            String platform = asked.equals("host") ? host() : asked;
            Path root = Path.of(arguments.get(2), platform);
            List<Pin> pins = Pin.all().stream()
                    .filter(pin ->
                            pin.version().equals(version) && pin.platform().equals(platform))
                    .toList();
            Optional<String> reason = pins.isEmpty()
                    ? Optional.of("no checksums are pinned for DuckDB " + version + " on " + platform)
                    : new Packing(pins, Packing.places(environment)).fill(root);
            if (reason.isPresent() && required) {
                throw new IOException("No jar for " + platform + ": " + reason.get());
            }
            reason.ifPresent(why -> out.println("[floe-duckdb-extensions] no jar for " + platform + ": " + why));
        }
    }

    private static void pin(String version, PrintStream out) throws IOException {
        for (String platform : Wheels.TAGS.keySet().stream().sorted().toList()) {
            Path folder = Files.createTempDirectory("floe-pin-");
            try {
                Wheels.fetch(NAMES, version, platform, folder);
                for (String name : NAMES) {
                    String file = name + ".duckdb_extension";
                    Pin found = new Pin(ExtensionFile.sha256(folder.resolve(file)), version, platform, file);
                    ExtensionFile.check(folder.resolve(file), found);
                    out.println(found.sha256() + "  " + found.path());
                }
            } finally {
                Packing.delete(folder);
            }
        }
    }

    /** DuckDB's version of a driver's: the first three of its numbers. */
    static String version(String given) {
        List<String> numbers =
                new ArrayList<>(List.of(given.replaceFirst("^v", "").split("\\.", -1)));
        return "v" + String.join(".", numbers.subList(0, Math.min(3, numbers.size())));
    }

    /** DuckDB's name of this machine's platform, musl aside. */
    static String host() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.startsWith("mac") ? "osx" : os.startsWith("windows") ? "windows" : "linux") + "_"
                + (arch.equals("aarch64") ? "arm64" : "amd64");
    }
}

package dev.floe.duckdb;

import dev.floe.config.ComputeConfig;
import dev.floe.config.Notice;
import dev.floe.config.Quantity;
import dev.floe.config.ResolvedConfig;
import dev.floe.config.ResourceProfile;
import dev.floe.config.SecretsConfig;
import dev.floe.duckdb.DuckDbSettings.Choice;
import dev.floe.duckdb.internal.Machine;
import dev.floe.duckdb.internal.Sizes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Finds the value of each setting, first source first, and writes down why. */
final class SettingsResolver {
    private static final String MEMORY_LIMIT = "memory_limit";
    private static final String THREADS = "threads";
    private static final String TEMP_DIRECTORY = "temp_directory";
    private static final String MAX_TEMP_SIZE = "max_temp_directory_size";
    private static final Set<String> KNOWN_PROPERTIES = Set.of(
            ComputeConfig.PATH,
            ComputeConfig.THREADS,
            MEMORY_LIMIT,
            TEMP_DIRECTORY,
            MAX_TEMP_SIZE,
            ComputeConfig.EXTENSIONS,
            ComputeConfig.FILE_ACCESS);

    /** Hidden beside the configured folders: where secrets are by custom, under both names, and the process itself. */
    private static final List<Path> HIDDEN =
            List.of(Path.of(SecretsConfig.DEFAULT_MOUNT_PATH), Path.of("/run/secrets"), Path.of("/proc"));

    /** The share of the memory that DuckDB gets where nothing else is said, in percent. */
    private static final int SHARE = 67;

    /** What the JVM needs beside its heap: code, threads, buffers, and what DuckDB does not count. */
    private static final long RESERVE = 256L << 20;

    /** A CPU limit beyond this is no number of threads any more. */
    private static final int MOST_THREADS = 1024;

    /** Below this DuckDB can hardly work at all. */
    private static final long LEAST = 256L << 20;

    private static final String PROPERTY = "compute property '%s'";

    private record Found(String value, String source) {}

    private final Map<String, Object> properties;
    private final Optional<ResourceProfile> profile;
    private final Set<Path> secretFolders;
    private final Map<String, String> environment;
    private final Machine machine;
    private final List<Choice> choices = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    SettingsResolver(ResolvedConfig config, Map<String, String> environment, Machine machine) {
        this.properties = config.compute().properties();
        this.profile = config.resources();
        this.secretFolders = config.secretFolders();
        this.environment = environment;
        this.machine = machine;
    }

    DuckDbSettings resolve() {
        Optional<String> memory = memory();
        OptionalInt threads = OptionalInt.of(threads());
        Optional<Path> temp = tempDirectory();
        Optional<String> maxTemp = property(MAX_TEMP_SIZE).map(found -> size(MAX_TEMP_SIZE, found));
        for (String name : properties.keySet()) {
            if (!KNOWN_PROPERTIES.contains(name)) {
                notices.add(new Notice(
                        Notice.NOT_APPLIED,
                        "compute property '" + name + "' is not applied; floe knows "
                                + KNOWN_PROPERTIES.stream().sorted().toList()));
            }
        }
        return new DuckDbSettings(memory, threads, temp, maxTemp, fileAccess(), Map.of(), choices, notices);
    }

    private FileAccess fileAccess() {
        Object said = properties.get(ComputeConfig.FILE_ACCESS);
        FileAccess access = without();
        String reason = "the default: floe's secret folders, those of containers, and the process itself";
        if (ComputeConfig.ALL_FILES.equals(said)) {
            access = FileAccess.everything();
            reason = PROPERTY.formatted(ComputeConfig.FILE_ACCESS);
        } else if (said instanceof List<?> places) {
            access = FileAccess.only(places.stream().map(Object::toString).toList());
            reason = PROPERTY.formatted(ComputeConfig.FILE_ACCESS);
        }
        choices.add(new Choice(ComputeConfig.FILE_ACCESS, access.toString(), reason));
        return access;
    }

    private FileAccess without() {
        Set<Path> hidden = new LinkedHashSet<>(secretFolders);
        hidden.addAll(HIDDEN);
        return FileAccess.without(List.copyOf(hidden));
    }

    private Optional<String> memory() {
        Optional<Found> explicit =
                variable(DuckDbSettings.MEMORY_LIMIT_VARIABLE).or(() -> property(MEMORY_LIMIT));
        if (explicit.isPresent()) {
            return Optional.of(size(MEMORY_LIMIT, explicit.get()));
        }
        OptionalLong available = available();
        if (available.isEmpty()) {
            choices.add(new Choice(
                    MEMORY_LIMIT, "DuckDB's default", "no memory limit is known: 80 % of the machine's memory"));
            return Optional.empty();
        }
        long limit = available.getAsLong();
        long share = limit / 100 * SHARE;
        long besideHeap = limit - machine.maxHeap() - RESERVE;
        String ofLimit = SHARE + " % of " + Sizes.format(limit);
        if (besideHeap >= share) {
            return Optional.of(choose(MEMORY_LIMIT, Sizes.format(share), ofLimit + ", " + limitSource()));
        }
        String value = Sizes.format(Math.min(share, Math.max(besideHeap, LEAST)));
        String reason = Sizes.format(limit) + ", " + limitSource() + ", less the JVM's maximum heap of "
                + Sizes.format(machine.maxHeap()) + " and a reserve of " + Sizes.format(RESERVE)
                + (besideHeap < LEAST ? ", but no less than " + value : "");
        notices.add(new Notice(
                DuckDbSettings.HEAP_LIMITS_DUCKDB,
                "DuckDB gets " + value + " of memory"
                        + (value.equals(Sizes.format(share))
                                ? ", more than the JVM's heap leaves"
                                : " instead of " + Sizes.format(share))
                        + " (" + ofLimit + "): " + reason
                        + ". Give the JVM less with -Xmx, raise the limit, or set "
                        + DuckDbSettings.MEMORY_LIMIT_VARIABLE + "."));
        return Optional.of(choose(MEMORY_LIMIT, value, reason));
    }

    private OptionalLong available() {
        OptionalLong stated = profileMemory();
        OptionalLong cgroup = machine.memoryLimit();
        if (stated.isPresent() && cgroup.isPresent()) {
            return OptionalLong.of(Math.min(stated.getAsLong(), cgroup.getAsLong()));
        }
        return stated.isPresent() ? stated : cgroup;
    }

    private String limitSource() {
        OptionalLong stated = profileMemory();
        OptionalLong cgroup = machine.memoryLimit();
        boolean profiles = stated.isPresent() && (cgroup.isEmpty() || stated.getAsLong() <= cgroup.getAsLong());
        return profiles ? "the resource profile's memory limit" : "the cgroup's memory limit";
    }

    private OptionalLong profileMemory() {
        return profile.flatMap(p -> p.limits().memory())
                .map(quantity -> OptionalLong.of(quantity.roundedUp()))
                .orElse(OptionalLong.empty());
    }

    private int threads() {
        Optional<Found> explicit = variable(DuckDbSettings.THREADS_VARIABLE);
        if (explicit.isPresent()) {
            Found found = explicit.get();
            int count = wholeNumber(found);
            choose(THREADS, Integer.toString(count), found.source());
            return count;
        }
        Optional<Quantity> cpus = profile.flatMap(p -> p.limits().cpu());
        if (cpus.isPresent() && cpus.get().roundedUp() > 0) {
            int count = (int) Math.min(cpus.get().roundedUp(), MOST_THREADS);
            choose(
                    THREADS,
                    Integer.toString(count),
                    "the resource profile's CPU limit of " + cpus.get() + ", rounded up");
            return count;
        }
        choose(THREADS, Integer.toString(machine.processors()), "the processors that the JVM sees");
        return machine.processors();
    }

    private static int wholeNumber(Found found) {
        try {
            int count = Integer.parseInt(found.value().strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw DuckDbSettings.refused(THREADS, found.value(), found.source(), "a whole number of at least 1");
    }

    private Optional<Path> tempDirectory() {
        Optional<Found> explicit =
                variable(DuckDbSettings.TEMP_DIRECTORY_VARIABLE).or(() -> property(TEMP_DIRECTORY));
        Optional<Path> work = WorkDirectory.of(environment);
        if (explicit.isEmpty() && work.isPresent()) {
            choose(TEMP_DIRECTORY, work.get().toString(), WorkDirectory.VARIABLE + " of the environment");
            return work;
        }
        if (explicit.isEmpty()) {
            choices.add(new Choice(TEMP_DIRECTORY, System.getProperty("java.io.tmpdir"), "java.io.tmpdir"));
            return Optional.empty();
        }
        Found found = explicit.get();
        try {
            Path folder = Path.of(found.value());
            if (folder.isAbsolute()) {
                choose(TEMP_DIRECTORY, found.value(), found.source());
                return Optional.of(folder);
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw DuckDbSettings.refused(TEMP_DIRECTORY, found.value(), found.source(), "an absolute path");
    }

    private String size(String setting, Found found) {
        String size = Sizes.toDuckDb(found.value())
                .orElseThrow(() -> DuckDbSettings.refused(setting, found.value(), found.source(), Sizes.EXPECTED));
        return choose(setting, size, found.source());
    }

    private String choose(String setting, String value, String reason) {
        choices.add(new Choice(setting, value, reason));
        return value;
    }

    private Optional<Found> variable(String name) {
        String value = environment.get(name);
        if (value != null && !value.isBlank()) {
            return Optional.of(new Found(value, name + " of the environment"));
        }
        return profile.map(p -> p.env().get(name))
                .filter(text -> !text.isBlank())
                .map(text -> new Found(text, name + " of the resource profile"));
    }

    private Optional<Found> property(String name) {
        return Optional.ofNullable(properties.get(name))
                .map(value -> new Found(value.toString(), PROPERTY.formatted(name)));
    }
}

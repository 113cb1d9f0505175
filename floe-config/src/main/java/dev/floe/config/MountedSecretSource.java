package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.SecretTexts;
import dev.floe.config.internal.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Secrets in mounted files, as Kubernetes makes them of a Secret: a file of the secret's name, or a folder of that name with one file
 * for each key.
 *
 * <p>Of a folder, the named key is read, or {@value #DEFAULT_KEY}. Symbolic links are followed as long as they stay inside the mount
 * root, which the {@code ..data} links of Kubernetes do. A file is UTF-8 and at most {@value #MAX_BYTES} bytes long; one line end at
 * its end is not part of the secret, nor is a byte order mark at its beginning. Every call reads the file anew. Thread-safe.
 */
public final class MountedSecretSource implements SecretSource {
    /** The key of a secret with one value. */
    public static final String DEFAULT_KEY = "value";

    /** The size of a secret, in bytes, from which on it is refused. */
    public static final int MAX_BYTES = 65_536;

    private static final int ATTEMPTS = 20;
    private static final int SHOWN_ENTRIES = 10;

    private final Path root;

    /** Reads below this folder, which need not be there. */
    public MountedSecretSource(Path root) {
        this.root = requireNonNull(root, "root").toAbsolutePath().normalize();
    }

    /** The folder; absolute. */
    public Path root() {
        return root;
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        Path place = root.resolve(ref.name());
        for (int attempt = 1; ; attempt++) {
            try {
                return look(place, ref.key());
            } catch (NoSuchFileException e) {
                Optional<Path> link = link(place, ref.key());
                if (link.isEmpty()) {
                    return Optional.empty();
                }
                // Kubernetes exchanges the ..data link and then deletes what it led to, which may be what was being
                // read
                if (attempt == ATTEMPTS) {
                    if (Files.exists(link.get())) {
                        return Optional.empty();
                    }
                    throw unusable(link.get() + " is a link to something that is not there");
                }
            } catch (AccessDeniedException e) {
                throw unusable(place + " cannot be read: this user may not; check its permissions");
            } catch (FileSystemException e) {
                throw unusable(place + " cannot be read: " + e.getReason());
            } catch (IOException e) {
                throw unusable(place + " cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }
    }

    private Optional<String> look(Path place, Optional<String> key) throws IOException {
        Path realRoot = root.toRealPath();
        if (!Files.isDirectory(realRoot)) {
            throw unusable(root + " is not a folder that secrets can be mounted in");
        }
        Path real = inside(realRoot, place);
        if (Files.isDirectory(real)) {
            Path entry = place.resolve(key.orElse(DEFAULT_KEY));
            return Optional.of(read(entry, inside(realRoot, entry)));
        }
        return key.isPresent() ? Optional.empty() : Optional.of(read(place, real));
    }

    /** The link on the way to a secret that is not there, if there is one. */
    private static Optional<Path> link(Path place, Optional<String> key) {
        return Stream.of(place, place.resolve(key.orElse(DEFAULT_KEY)))
                .filter(Files::isSymbolicLink)
                .reduce((first, last) -> last);
    }

    @Override
    public String describe(SecretRef ref) {
        Path place = root.resolve(ref.name());
        String entry = "file " + place.resolve(ref.key().orElse(DEFAULT_KEY));
        if (Files.isDirectory(place)) {
            return entry + " (the folder has " + entries(place) + ")";
        }
        if (ref.key().isEmpty()) {
            return "file " + place + ", " + entry;
        }
        return entry + (Files.exists(place) ? " (" + place + " is a file, which has no keys)" : "");
    }

    private static String entries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return Texts.list(files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".."))
                    .sorted()
                    .limit(SHOWN_ENTRIES)
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            return "entries that cannot be listed";
        }
    }

    /** Names the folder. */
    @Override
    public String toString() {
        return "mounted files in " + root;
    }

    private static Path inside(Path realRoot, Path place) throws IOException {
        Path real = place.toRealPath();
        if (!real.startsWith(realRoot)) {
            throw unusable(place + " leads out of the folder that secrets are mounted in; it is not followed");
        }
        return real;
    }

    private static String read(Path place, Path real) throws IOException {
        if (!Files.readAttributes(real, BasicFileAttributes.class).isRegularFile()) {
            throw unusable(place + " is not a regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw unusable(place + " is larger than " + MAX_BYTES + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unusable(place + " is not UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw unusable(place + " holds a NUL character, which no secret has; it may be UTF-16 or binary");
        }
        String value = SecretTexts.secretOf(text);
        if (value.isEmpty()) {
            throw unusable(place + " is empty");
        }
        return value;
    }

    private static ConfigException unusable(String message) {
        return new ConfigException(
                List.of(new ConfigProblem(Optional.empty(), 0, 0, "", Codes.SECRET_UNREADABLE, message)), null);
    }
}

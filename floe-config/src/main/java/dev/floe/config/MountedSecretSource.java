package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.Codes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Secrets in mounted files, as Kubernetes makes them of a Secret: a file of the secret's name, or a folder of that name with one file
 * for each key.
 *
 * <p>Of a folder, the named key is read, or {@value #DEFAULT_KEY}. Symbolic links are followed as long as they stay inside the mount
 * root, which the {@code ..data} links of Kubernetes do. A file is UTF-8 and at most {@value #MAX_BYTES} bytes long; one line end at
 * its end is not part of the secret.
 */
public final class MountedSecretSource implements SecretSource {
    /** The key of a secret with one value. */
    public static final String DEFAULT_KEY = "value";

    /** The size of a secret, in bytes, from which on it is refused. */
    public static final int MAX_BYTES = 65_536;

    private final Path root;

    /** Reads below this folder, which need not be there. */
    public MountedSecretSource(Path root) {
        this.root = requireNonNull(root, "root").toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> find(SecretRef ref) {
        Path place = root.resolve(ref.name());
        try {
            Path realRoot = root.toRealPath();
            if (!Files.isDirectory(realRoot)) {
                throw unusable(root + " is not a folder that secrets can be mounted in");
            }
            Path real = inside(realRoot, place);
            if (Files.isDirectory(real)) {
                place = place.resolve(ref.key().orElse(DEFAULT_KEY));
                return Optional.of(read(place, inside(realRoot, place)));
            }
            return ref.key().isPresent() ? Optional.empty() : Optional.of(read(place, real));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(place + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    @Override
    public String describe(SecretRef ref) {
        Path place = root.resolve(ref.name());
        return ref.key()
                .map(key -> "file " + place.resolve(key))
                .orElseGet(() -> "file " + place + ", file " + place.resolve(DEFAULT_KEY));
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
        if (!Files.isRegularFile(real)) {
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
        String value = withoutLineEnd(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (value.isEmpty()) {
            throw unusable(place + " is empty");
        }
        return value;
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static ConfigException unusable(String message) {
        return new ConfigException(
                List.of(new ConfigProblem(Optional.empty(), 0, 0, "", Codes.SECRET_UNREADABLE, message)), null);
    }
}

package dev.floe.config.internal.yaml;

import dev.floe.config.ConfigException;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a configuration file: not too large, UTF-8, and of characters that YAML allows. */
final class YamlFile {
    /** The size of a file, in bytes, from which on it is refused unread. */
    static final int MAX_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SAVE_AS = "; save it as UTF-8";

    private final Path file;
    private final Tier tier;

    private YamlFile(Path file, Tier tier) {
        this.file = file;
        this.tier = tier;
    }

    /** The text, or empty if there is none that can be used; the tier then has the problem. */
    static Optional<String> read(Path file, Tier tier) {
        YamlFile source = new YamlFile(file, tier);
        return source.bytes().flatMap(source::decode).flatMap(source::checked);
    }

    private Optional<byte[]> bytes() {
        if (Files.isDirectory(file)) {
            return refuse(Codes.FILE_UNREADABLE, "this is a folder; a file is expected");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // opening a pipe would wait for somebody to write to it
            return refuse(Codes.FILE_UNREADABLE, "this is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? refuse(Codes.FILE_UNREADABLE, "the file is larger than " + (MAX_BYTES >> 20) + " MiB")
                    : Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return refuse(
                    ConfigException.FILE_NOT_FOUND,
                    Files.isSymbolicLink(file)
                            ? "this is a link to a file that is not there"
                            : "the file is not there");
        } catch (AccessDeniedException e) {
            return refuse(Codes.FILE_UNREADABLE, "the file may not be read by this user; check its permissions");
        } catch (IOException e) {
            return refuse(
                    Codes.FILE_UNREADABLE,
                    Files.isSymbolicLink(file) && Files.notExists(file)
                            ? "this is a link that leads nowhere"
                            : "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Optional<String> decode(byte[] bytes) {
        Optional<String> other = otherEncoding(bytes);
        if (other.isPresent()) {
            return refuse(Codes.FILE_UNREADABLE, "the file is " + other.get() + SAVE_AS);
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        String decoded = withoutMark(text.toString());
        if (result.isError()) {
            // what was decoded ends where it went wrong
            return refuse(end(decoded), Codes.FILE_UNREADABLE, "here is a character that is not UTF-8" + SAVE_AS);
        }
        return Optional.of(decoded);
    }

    /** The encoding that a file's first bytes are typical of, if it is not UTF-8. */
    private static Optional<String> otherEncoding(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xFF : -1;
        int second = bytes.length > 1 ? bytes[1] & 0xFF : -1;
        boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
        boolean wide = bytes.length > 1 && (first == 0 || second == 0);
        if (marked || wide) {
            return Optional.of("UTF-16 or UTF-32");
        }
        return first == 0x1F && second == 0x8B ? Optional.of("compressed") : Optional.empty();
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private Optional<String> checked(String text) {
        tier.source(text);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                return refuse(
                        end(text.substring(0, i)),
                        Codes.YAML_SYNTAX,
                        "a control character, which YAML does not allow; write it as an escape in a double-quoted text");
            }
            i += Character.charCount(c);
        }
        return Optional.of(text);
    }

    /** Where the character would be that comes behind a text. */
    private static Position end(String text) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                begin = i + 1;
            }
        }
        return new Position(line, text.codePointCount(begin, text.length()) + 1);
    }

    private <T> Optional<T> refuse(String code, String message) {
        return refuse(Position.FILE, code, message);
    }

    private <T> Optional<T> refuse(Position position, String code, String message) {
        tier.add(position, KeyPath.ROOT, code, message);
        return Optional.empty();
    }
}

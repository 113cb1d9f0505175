package dev.floe.config.internal.keys;

import dev.floe.config.internal.Addresses;
import dev.floe.config.internal.shape.Parsed;
import dev.floe.config.internal.shape.TextType;
import dev.floe.config.internal.shape.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Forms of values that several sections have. */
final class Forms {
    /** A logical name. */
    static final TextType NAME = TextType.of(
            "name",
            Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,99}"),
            "is not a name; a letter, then letters, digits, '-' and '_', at most 100 in all");

    /** Levels separated by dots. */
    static final TextType NAMESPACE = TextType.of(
                    "levels separated by dots, at most 255 characters",
                    Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"),
                    "is not a namespace; levels of letters, digits, '-' and '_', separated by single dots, at most 255"
                            + " characters")
            .atMost(255);

    /** A name that programs use. */
    static final TextType IDENTIFIER = TextType.of(
            "identifier",
            Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*"),
            "is not an identifier; a letter, then letters, digits and '_'");

    /** A function of a Python module. */
    static final TextType FUNCTION = TextType.of(
            "`module.function`",
            Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)+"),
            "is not the path of a function; module.function is expected");

    /** When something happens. */
    static final TextType CRON = TextType.of(
            "cron expression",
            Pattern.compile("@(yearly|annually|monthly|weekly|daily|midnight|hourly)|([A-Za-z0-9*,/?#-]+\\s+){4,5}"
                    + "[A-Za-z0-9*,/?#-]+"),
            "is not a cron expression; five or six fields are expected, such as 0 6 * * *");

    /** The name of a host. */
    static final TextType HOST = TextType.of(
            "host name",
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*"),
            "is not the name of a host");

    /** The version of TLS. */
    static final TextType TLS_VERSION =
            TextType.of("`1.0` to `1.3`", Pattern.compile("1\\.[0-3]"), "is not a version of TLS; 1.0 to 1.3 are");

    /** A role of AWS. */
    static final TextType ROLE_ARN = TextType.of(
            "`arn:aws:iam::…:role/…`",
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}"),
            "is not a role; arn:aws:iam::123456789012:role/name is expected");

    /** The name of an HTTP header. */
    static final TextType HEADER_NAME = TextType.of(
            "header",
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+"),
            "is not the name of a header; letters, digits and dashes are expected");

    /** The value of an HTTP header. */
    static final TextType HEADER_VALUE = TextType.of(
            "printable ASCII", Pattern.compile("[ -~]*[!-~][ -~]*"), "cannot be sent; printable ASCII is expected");

    /** A text for people. */
    static final Type<String> DESCRIPTION = TextType.prose(500);

    /** Any text of one line. */
    static final TextType LINE = TextType.any();

    /** The address of a server. */
    static final Type<String> ADDRESS = Parsed.of(
            "an address", "http or https address without a user", "^\\s*[hH][tT][tT][pP][sS]?://[^@?#\\s]+$", text -> {
                Addresses.http(text);
                return text;
            });

    /** A file or folder. */
    static final Type<Path> PATH = Parsed.of("a path", "path", "\\S", Forms::path);

    /** A time zone. */
    static final Type<String> TIMEZONE =
            Parsed.of("the name of a time zone", "time zone", "^[A-Za-z0-9_+:/-]+$", text -> {
                try {
                    return ZoneId.of(text).getId();
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException(
                            "this is not a time zone; a name such as UTC or Europe/Berlin is expected", e);
                }
            });

    /** A day. */
    static final Type<String> DAY = Parsed.of("a date", "date, `2026-01-31`", "^\\d{4}-\\d{2}-\\d{2}$", text -> {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("this is not a date; one such as 2026-01-31 is expected", e);
        }
    });

    private Forms() {}

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this is not a path", e);
        }
    }
}

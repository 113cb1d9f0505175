package dev.floe.duckdb.internal;

import dev.floe.config.Quantity;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes in bytes, as DuckDB and as Kubernetes write them. */
public final class Sizes {
    /** What {@link #toDuckDb} understands, for messages. */
    public static final String EXPECTED = "a size such as 8GiB, 8GB or 500MiB, or a Kubernetes quantity such as 8Gi";

    private static final Pattern DUCKDB =
            Pattern.compile("\\d+(\\.\\d+)?\\s*(b|bytes?|[kmgt]i?b|[kmgt])", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZERO = Pattern.compile("[0.\\s]+[A-Za-z]*");
    private static final long MIB = 1L << 20;

    private Sizes() {}

    /**
     * A size that DuckDB accepts; empty if the text is no size above zero.
     *
     * <p>A text that both understand means what DuckDB takes it for: {@code 512m} is 512 MB, not Kubernetes' milli-bytes.
     */
    public static Optional<String> toDuckDb(String text) {
        String size = text.strip();
        if (ZERO.matcher(size).matches()) {
            return Optional.empty();
        }
        if (DUCKDB.matcher(size).matches()) {
            return Optional.of(size);
        }
        try {
            Quantity quantity = Quantity.parse(size);
            return Optional.of(format(quantity.roundedUp()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** A number of bytes as DuckDB reads it: in the largest of GiB, MiB that keeps it whole, MiB rounded down, bytes below that. */
    public static String format(long bytes) {
        if (bytes < MIB) {
            return bytes + "B";
        }
        long mebibytes = bytes / MIB;
        return mebibytes % 1024 == 0
                ? String.format(Locale.ROOT, "%dGiB", mebibytes / 1024)
                : String.format(Locale.ROOT, "%dMiB", mebibytes);
    }
}

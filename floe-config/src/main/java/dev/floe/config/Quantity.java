package dev.floe.config;

import static java.util.Objects.requireNonNull;

import dev.floe.config.internal.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount in Kubernetes' notation, held exactly: {@code 12Gi}, {@code 1500m}, {@code 0.5}, {@code 1e3}, {@code 100k}.
 *
 * <p>A number with one optional suffix: binary {@code Ki Mi Gi Ti Pi Ei}, decimal {@code n u m k M G T P E}, or an exponent.
 * Case matters. Never negative. Immutable; two quantities are equal when their values are, however they are written.
 */
public final class Quantity implements Comparable<Quantity> {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_EXPONENT = 18;
    private static final Pattern SYNTAX =
            Pattern.compile("\\+?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3}|[EPTGMK]i|[numkMGTPE])?");
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("Ki", binary(10)),
            Map.entry("Mi", binary(20)),
            Map.entry("Gi", binary(30)),
            Map.entry("Ti", binary(40)),
            Map.entry("Pi", binary(50)),
            Map.entry("Ei", binary(60)),
            Map.entry("n", decimal(-9)),
            Map.entry("u", decimal(-6)),
            Map.entry("m", decimal(-3)),
            Map.entry("k", decimal(3)),
            Map.entry("M", decimal(6)),
            Map.entry("G", decimal(9)),
            Map.entry("T", decimal(12)),
            Map.entry("P", decimal(15)),
            Map.entry("E", decimal(18)));

    private final String text;
    private final BigDecimal value;

    private Quantity(String text, BigDecimal value) {
        this.text = text;
        this.value = value;
    }

    /**
     * Reads a quantity.
     *
     * @throws IllegalArgumentException if the text is not a quantity; the message says what one looks like
     */
    public static Quantity parse(String text) {
        requireNonNull(text, "text");
        Matcher matcher = SYNTAX.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            throw invalid(text, "");
        }
        BigDecimal number = new BigDecimal(matcher.group(1).endsWith(".") ? matcher.group(1) + "0" : matcher.group(1));
        String suffix = matcher.group(2);
        if (suffix == null) {
            return new Quantity(text, number);
        }
        BigDecimal factor = SUFFIXES.get(suffix);
        if (factor == null) {
            int exponent = Integer.parseInt(suffix.substring(1));
            if (Math.abs(exponent) > MAX_EXPONENT) {
                throw invalid(text, "; the exponent is out of range");
            }
            factor = decimal(exponent);
        }
        return new Quantity(text, number.multiply(factor));
    }

    /** A whole number of units: bytes, or processors. */
    public static Quantity of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a quantity is never negative: " + value);
        }
        return new Quantity(Long.toString(value), BigDecimal.valueOf(value));
    }

    /** The exact value in units: processors for cpu, bytes for memory. */
    public BigDecimal value() {
        return value;
    }

    /**
     * The value in whole units, rounded up as Kubernetes does.
     *
     * @throws ArithmeticException if it does not fit in a long
     */
    public long roundedUp() {
        BigInteger whole = value.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        return whole.longValueExact();
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity quantity && value.compareTo(quantity.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static BigDecimal binary(int bits) {
        return new BigDecimal(BigInteger.ONE.shiftLeft(bits));
    }

    private static BigDecimal decimal(int exponent) {
        return exponent >= 0 ? BigDecimal.TEN.pow(exponent) : BigDecimal.ONE.movePointLeft(-exponent);
    }

    private static IllegalArgumentException invalid(String text, String detail) {
        return new IllegalArgumentException("'" + Texts.shown(text) + "' is not a quantity" + detail
                + "; write a number with an optional suffix, such as 2, 0.5, 1500m, 512Mi or 12Gi");
    }
}

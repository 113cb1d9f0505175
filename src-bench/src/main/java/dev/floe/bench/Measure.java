package dev.floe.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure.
 *
 * @param what what was done, such as {@code parse the model}
 * @param subject who did it, such as {@code floe}
 * @param value the figure, a mean or a median as the suite says
 * @param error half the width of its 99.9 % confidence interval, or the spread that the suite names; empty if there is none
 * @param unit its unit
 * @param bar what it is held against; empty if nothing is asked of it
 * @param note what a reader has to know to compare it, or an empty text
 */
record Measure(
        String what, String subject, double value, OptionalDouble error, String unit, Optional<Bar> bar, String note) {

    /** The most that a figure should be, in its own unit. */
    record Bar(double most) {}

    static Measure of(String what, String subject, double value, String unit) {
        return new Measure(what, subject, value, OptionalDouble.empty(), unit, Optional.empty(), "");
    }

    Measure within(double most) {
        return new Measure(what, subject, value, error, unit, Optional.of(new Bar(most)), note);
    }

    Measure plusMinus(double half) {
        OptionalDouble known = Double.isNaN(half) ? OptionalDouble.empty() : OptionalDouble.of(half);
        return new Measure(what, subject, value, known, unit, bar, note);
    }

    Measure noting(String text) {
        return new Measure(what, subject, value, error, unit, bar, text);
    }

    /** Whether the bar is met; true if there is none. */
    boolean met() {
        return bar.isEmpty() || value <= bar.get().most();
    }
}

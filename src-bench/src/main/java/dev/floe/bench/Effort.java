package dev.floe.bench;

/**
 * How much time a measurement may take.
 *
 * @param forks JVMs one after the other, for what is measured warm
 * @param coldForks JVMs one after the other, for what is measured once in each
 * @param iterations rounds of measurement; as many go before to warm up
 * @param milliseconds the length of a round
 * @param repetitions how often a whole process or build is measured
 */
record Effort(int forks, int coldForks, int iterations, int milliseconds, int repetitions) {
    /** For figures to be kept. */
    static final Effort FULL = new Effort(2, 10, 5, 1000, 7);

    /** For a first look. */
    static final Effort QUICK = new Effort(1, 3, 3, 400, 3);
}

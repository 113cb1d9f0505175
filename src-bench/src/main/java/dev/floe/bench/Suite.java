package dev.floe.bench;

import java.util.List;

/** A group of measurements that belong together and are made in one run, one after the other. */
interface Suite {
    /** The word that chooses it on the command line. */
    String name();

    /** What it measures, in one line. */
    String title();

    /**
     * Makes the measurements.
     *
     * @param effort how long
     * @return them in the order they are to be shown
     * @throws Exception if one cannot be made; nothing is shown then
     */
    List<Measure> measure(Effort effort) throws Exception;
}

package dev.floe.iceberg.internal;

import java.time.Duration;

/**
 * How long a commit puts up with the world.
 *
 * @param settle how long the catalog is asked what became of a commit whose reply was lost
 * @param skew how far this machine's clock may be behind the writer of the table's current snapshot; the commit waits that long
 */
record Patience(Duration settle, Duration skew) {
    /** Long enough for a catalog to be restarted, and for clocks that are kept by NTP. */
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(10));
}

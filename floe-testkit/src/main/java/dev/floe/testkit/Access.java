package dev.floe.testkit;

/** What a principal of an {@link EmbeddedCatalog} may do in its warehouse. */
public enum Access {
    /** Nothing: a token and the configuration can be had, every other call is a 403. */
    NONE,
    /** Lists and loads; every change is a 403. */
    READ,
    /** Everything. */
    WRITE
}

package dev.floe.it.manifest;

/** What a node is rendered against: nothing in a manifest tells whether a node's relation was there when dbt compiled the node. */
enum State {
    /** The database as it is. */
    AS_IS("as the database is"),
    /** The node's own relation is not there yet. */
    BEFORE_FIRST_RUN("before its first run"),
    /** dbt was told to build anew. */
    FULL_REFRESH("as a full refresh"),
    /** The elements of sets come in the opposite order, which tells whether the order matters. */
    SETS_REVERSED("with sets in another order");

    private final String words;

    State(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

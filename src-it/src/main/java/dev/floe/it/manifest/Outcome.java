package dev.floe.it.manifest;

import java.util.Optional;

/** What came of a node. */
sealed interface Outcome {
    /**
     * The text is dbt's, byte for byte.
     *
     * @param state what the node was rendered against
     */
    record Equal(State state) implements Outcome {}

    /**
     * The text is not dbt's.
     *
     * @param where the first line that differs
     */
    record Different(FirstDifference where) implements Outcome {}

    /**
     * The template failed.
     *
     * @param message the error
     */
    record Failed(String message) implements Outcome {}

    /**
     * The node needs more than is known.
     *
     * @param reason what
     * @param where how it came out without that
     */
    record NotCompared(String reason, Optional<FirstDifference> where) implements Outcome {
        NotCompared(String reason) {
            this(reason, Optional.empty());
        }

        NotCompared(String reason, FirstDifference where) {
            this(reason, Optional.of(where));
        }
    }
}

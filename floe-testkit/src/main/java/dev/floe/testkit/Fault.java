package dev.floe.testkit;

/** What goes wrong with one request. Made by the static methods here, returned by a {@link RequestHook}. */
public sealed interface Fault {

    /** Nothing goes wrong. */
    record None() implements Fault {}

    /**
     * The answer is another one than the catalog's.
     *
     * @param status the HTTP status of the answer, 200 to 599
     * @param body the JSON body of the answer; may be empty
     * @param handled whether the catalog carried the request out all the same
     */
    record Answer(int status, String body, boolean handled) implements Fault {
        /** Refuses a status that cannot be sent. */
        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("No HTTP status between 200 and 599: " + status);
            }
        }
    }

    /**
     * The connection is cut without an answer.
     *
     * @param handled whether the catalog carried the request out all the same
     */
    record Cut(boolean handled) implements Fault {}

    /** Nothing goes wrong. */
    static Fault none() {
        return new None();
    }

    /** The request is not carried out and gets this status, with an error body of the catalog's form. */
    static Fault status(int status) {
        return new Answer(status, errorBody(status), false);
    }

    /** The request is carried out, but the client gets this status: a gateway that lost the answer. */
    static Fault statusAfter(int status) {
        return new Answer(status, errorBody(status), true);
    }

    /** The request is not carried out and the connection is cut. */
    static Fault cutBefore() {
        return new Cut(false);
    }

    /** The request is carried out and the connection is cut before the answer: the outcome is unknown to the client. */
    static Fault cutAfter() {
        return new Cut(true);
    }

    private static String errorBody(int status) {
        return "{\"error\":{\"message\":\"Fault asked for by a test\",\"type\":\"InjectedFault\",\"code\":" + status
                + "}}";
    }
}

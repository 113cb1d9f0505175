package dev.floe.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What a {@link FaultProxy} does to one exchange. Made by the static methods here. */
public sealed interface ProxyFault {
    /** The answer is passed on as it is. */
    record Pass() implements ProxyFault {}

    /**
     * The answer is held back.
     *
     * @param time how long, before its first byte
     */
    record Delay(Duration time) implements ProxyFault {
        /** Checks that nothing is null. */
        public Delay {
            requireNonNull(time, "time");
        }
    }

    /**
     * The answer comes byte by byte.
     *
     * @param pause the time between two bytes
     */
    record Drip(Duration pause) implements ProxyFault {
        /** Checks that nothing is null. */
        public Drip {
            requireNonNull(pause, "pause");
        }
    }

    /** The connection is reset without an answer; the catalog never sees the request. */
    record Drop() implements ProxyFault {}

    /** The proxy ends its side of the connection without an answer, and keeps the other side open. */
    record HalfClose() implements ProxyFault {}

    /**
     * The connection ends in the middle of the answer.
     *
     * @param bytes how many bytes of its body are passed on
     */
    record Truncate(int bytes) implements ProxyFault {}

    /**
     * Another answer than the catalog's, which never sees the request.
     *
     * @param status the HTTP status
     * @param headers further headers
     * @param body the body
     */
    record Answer(int status, Map<String, String> headers, String body) implements ProxyFault {
        /** Copies the map; checks that nothing is null. */
        public Answer {
            headers = Map.copyOf(headers);
            requireNonNull(body, "body");
        }
    }

    /**
     * Bytes that are no HTTP.
     *
     * @param text what is sent instead of an answer
     */
    record Garbage(String text) implements ProxyFault {
        /** Checks that nothing is null. */
        public Garbage {
            requireNonNull(text, "text");
        }
    }

    /** The answer is passed on as it is. */
    static ProxyFault pass() {
        return new Pass();
    }

    /** The answer comes, but so late. */
    static ProxyFault delay(Duration time) {
        return new Delay(time);
    }

    /** No answer for as long as the proxy lives. */
    static ProxyFault hang() {
        return new Delay(Duration.ofDays(1));
    }

    /** The answer comes byte by byte, with such a pause after each. */
    static ProxyFault drip(Duration pause) {
        return new Drip(pause);
    }

    /** The connection is reset without an answer. */
    static ProxyFault drop() {
        return new Drop();
    }

    /** The proxy's side of the connection ends without an answer. */
    static ProxyFault halfClose() {
        return new HalfClose();
    }

    /** Only so many bytes of the answer's body come. */
    static ProxyFault truncate(int bytes) {
        return new Truncate(bytes);
    }

    /** This status, with an error body of the catalog's form. */
    static ProxyFault status(int status) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                "{\"error\":{\"message\":\"Fault asked for by a test\",\"type\":\"InjectedFault\",\"code\":" + status
                        + "}}");
    }

    /** Too many requests, with a wish to be left alone for so many seconds. */
    static ProxyFault tooMany(int seconds) {
        return new Answer(429, Map.of("Retry-After", Integer.toString(seconds)), "{}");
    }

    /** A redirect to another address. */
    static ProxyFault redirect(URI target) {
        return new Answer(307, Map.of("Location", target.toString()), "");
    }

    /** An error as an S3-compatible store tells of it, such as {@code ExpiredToken} with status 400. */
    static ProxyFault storeError(int status, String code, String message) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }

    /** Something that is no HTTP at all. */
    static ProxyFault garbage(String text) {
        return new Garbage(text);
    }
}

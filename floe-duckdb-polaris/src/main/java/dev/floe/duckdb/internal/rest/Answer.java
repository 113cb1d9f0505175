package dev.floe.duckdb.internal.rest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer with its whole body. */
record Answer(URI from, int status, Map<String, String> headers, String body) {
    private static final int SHOWN = 300;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as a JSON object; an empty one if it is something else. */
    Map<String, @Nullable Object> json() {
        return Json.object(body).orElse(Map.of());
    }

    /** The status and what the server says about it. */
    String shown() {
        Map<String, @Nullable Object> json = json();
        String words = Json.text(json, "error_description")
                .or(() -> Json.text(json, "message"))
                .or(() -> Json.text(json, "error"))
                .or(() -> Optional.ofNullable(headers.get("location")).map(place -> "to " + place))
                .orElse("");
        String cut = words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
        return status + (cut.isEmpty() ? "" : " (" + cut + ")");
    }

    /** How long the server wants to be left alone. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(headers.get("retry-after"))
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** What time it was at the server. */
    Optional<Instant> date() {
        try {
            return Optional.ofNullable(headers.get("date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

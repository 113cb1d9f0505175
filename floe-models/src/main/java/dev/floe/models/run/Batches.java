package dev.floe.models.run;

import dev.floe.ErrorCode;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import dev.floe.models.RunException;
import dev.floe.models.graph.ModelNode;
import dev.floe.models.graph.NodeConfig;
import dev.floe.models.modules.DateTimeValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spans of time that a model with the strategy {@code microbatch} is built in, one after the other. */
final class Batches {
    /** The length of a batch. */
    private enum Size {
        HOUR("yyyy-MM-dd'T'HH") {
            @Override
            LocalDateTime begin(LocalDateTime time) {
                return time.withMinute(0).withSecond(0).withNano(0);
            }

            @Override
            LocalDateTime plus(LocalDateTime begin, int count) {
                return begin.plusHours(count);
            }
        },
        DAY("yyyy-MM-dd") {
            @Override
            LocalDateTime begin(LocalDateTime time) {
                return time.toLocalDate().atStartOfDay();
            }

            @Override
            LocalDateTime plus(LocalDateTime begin, int count) {
                return begin.plusDays(count);
            }
        },
        MONTH("yyyy-MM") {
            @Override
            LocalDateTime begin(LocalDateTime time) {
                return time.toLocalDate().withDayOfMonth(1).atStartOfDay();
            }

            @Override
            LocalDateTime plus(LocalDateTime begin, int count) {
                return begin.plusMonths(count);
            }
        },
        YEAR("yyyy") {
            @Override
            LocalDateTime begin(LocalDateTime time) {
                return time.toLocalDate().withDayOfYear(1).atStartOfDay();
            }

            @Override
            LocalDateTime plus(LocalDateTime begin, int count) {
                return begin.plusYears(count);
            }
        };

        private final DateTimeFormatter name;

        Size(String name) {
            this.name = DateTimeFormatter.ofPattern(name, Locale.ROOT);
        }

        /** The beginning of the span that a time is in. */
        abstract LocalDateTime begin(LocalDateTime time);

        /** The beginning of a span so many later. */
        abstract LocalDateTime plus(LocalDateTime begin, int count);

        /** The first beginning that is not before a time. */
        LocalDateTime end(LocalDateTime time) {
            LocalDateTime begin = begin(time);
            return begin.equals(time) ? time : plus(begin, 1);
        }
    }

    /**
     * One span of time, in UTC.
     *
     * @param name what stands for it in messages, such as {@code 2026-11-24}
     * @param start its first moment
     * @param end the first moment after it
     */
    record Batch(String name, LocalDateTime start, LocalDateTime end) {
        /** A condition on a column: that its time is in the span. */
        String condition(String column) {
            return column + " >= '" + text(start) + "' and " + column + " < '" + text(end) + "'";
        }

        /** What {@code model.batch} shows. */
        Object value() {
            Map<String, @Nullable Object> batch = new LinkedHashMap<>();
            batch.put("id", name.replace("-", ""));
            batch.put("event_time_start", moment(start));
            batch.put("event_time_end", moment(end));
            return Values.dict(batch);
        }

        private static String text(LocalDateTime time) {
            return moment(time).text();
        }

        private static DateTimeValue moment(LocalDateTime time) {
            return DateTimeValue.utc(time.toInstant(ZoneOffset.UTC));
        }
    }

    private static final String STRATEGY = "microbatch";
    private static final String BATCH_SIZE = "batch_size";
    private static final String BEGIN = "begin";

    private final ModelNode model;
    private final Size size;

    private Batches(ModelNode model) {
        this.model = model;
        this.size = size();
    }

    /** Whether a model is built in batches. */
    static boolean has(ModelNode model) {
        return model.config().materialized().equals("incremental")
                && model.config().text("incremental_strategy").equals(Optional.of(STRATEGY));
    }

    /**
     * The batches to build.
     *
     * @param incremental whether there is a table that they go into
     * @param from where to begin instead of where the model says
     * @param until where to end instead of now
     * @param now when the run began
     * @throws RunException {@code PROJECT_INVALID} if the model's configuration does not tell them
     */
    static List<Batch> of(
            ModelNode model,
            boolean incremental,
            Optional<LocalDateTime> from,
            Optional<LocalDateTime> until,
            Instant now) {
        Batches batches = new Batches(model);
        LocalDateTime end = batches.size.end(until.orElseGet(() -> LocalDateTime.ofInstant(now, ZoneOffset.UTC)));
        return batches.between(from.map(batches.size::begin).orElseGet(() -> batches.start(incremental, end)), end);
    }

    private LocalDateTime start(boolean incremental, LocalDateTime end) {
        if (!incremental) {
            return size.begin(model.config()
                    .text(BEGIN)
                    .map(text -> time(text, model.head().path() + ": 'begin'"))
                    .orElseThrow(() -> invalid(
                            "'begin' is missing; it says from when on the model has rows, as in begin: 2026-01-01")));
        }
        int lookback = model.config().text("lookback").map(this::number).orElse(1);
        // The end is the beginning of the span after the last one.
        return size.plus(end, -lookback - 1);
    }

    private int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid("'lookback' has to be a whole number, not '" + text + "'");
        }
    }

    private List<Batch> between(LocalDateTime start, LocalDateTime end) {
        List<Batch> batches = new ArrayList<>();
        LocalDateTime at = start;
        do {
            LocalDateTime next = size.plus(at, 1);
            batches.add(new Batch(size.name.format(at), at, next.isBefore(end) ? next : end));
            at = next;
        } while (at.isBefore(end));
        return batches;
    }

    private Size size() {
        NodeConfig config = model.config();
        String said = config.text(BATCH_SIZE)
                .orElseThrow(() -> invalid("'batch_size' is missing; there are hour, day, month and year"));
        if (config.text("event_time").isEmpty()) {
            throw invalid("'event_time' is missing; it names the column that tells when a row's event was");
        }
        try {
            return Size.valueOf(said.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw invalid("'batch_size' is '" + said + "'; there are hour, day, month and year");
        }
    }

    private RunException invalid(String problem) {
        return new RunException(
                ErrorCode.PROJECT_INVALID,
                model.head().path() + ": the strategy microbatch of " + model.name() + ": " + problem,
                null);
    }

    /**
     * Reads a moment in UTC, as ISO writes it; a date alone means its first moment.
     *
     * @param what what is read, for the message
     */
    static LocalDateTime time(String text, String what) {
        try {
            DateTimeValue read = DateTimeValue.parse(text.strip());
            return LocalDateTime.ofInstant(read.moment(ZoneOffset.UTC), ZoneOffset.UTC);
        } catch (JinjaException e) {
            throw new RunException(
                    ErrorCode.PROJECT_INVALID,
                    what + " has to be a date or a date and a time, as in 2026-11-24 or 2026-11-24T10:00:00, not '"
                            + text + "'",
                    null);
        }
    }
}

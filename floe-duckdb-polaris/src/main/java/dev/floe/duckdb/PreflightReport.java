package dev.floe.duckdb;

import static java.util.Objects.requireNonNull;

import dev.floe.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Preflight} found. Immutable; holds no secret.
 *
 * @param catalog which catalog, {@code warehouse 'demo' of https://…}
 * @param checks the checks, in the order in which they were made
 */
public record PreflightReport(String catalog, List<Check> checks) {
    /** Copies the list; checks that nothing is null. */
    public PreflightReport {
        requireNonNull(catalog, "catalog");
        checks = List.copyOf(checks);
    }

    /** How a check ended. */
    public enum Status {
        /** It is as it should be. */
        PASSED,
        /** It works, but not as one would think. */
        WARNING,
        /** It does not work. */
        FAILED,
        /** It was not asked for, or makes no sense after what failed before. */
        SKIPPED
    }

    /**
     * One check.
     *
     * @param name what was checked, one of the constants of {@link Preflight}
     * @param status how it ended
     * @param detail what was found, one sentence
     * @param code the kind of failure, if it failed
     * @param remedy what to do, if it failed or warns
     * @param took how long it took
     */
    public record Check(
            String name,
            Status status,
            String detail,
            Optional<ErrorCode> code,
            Optional<String> remedy,
            Duration took) {
        /** Checks that nothing is null. */
        public Check {
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(detail, "detail");
            requireNonNull(code, "code");
            requireNonNull(remedy, "remedy");
            requireNonNull(took, "took");
        }
    }

    /** Whether no check failed. */
    public boolean passed() {
        return checks.stream().noneMatch(check -> check.status() == Status.FAILED);
    }
}

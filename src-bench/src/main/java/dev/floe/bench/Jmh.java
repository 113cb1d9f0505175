package dev.floe.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs classes of JMH benchmarks, one thread each, in JVMs of their own. */
final class Jmh {
    /** The heap is the same everywhere, and one thread does the work: what is measured is one core. */
    private static final String[] JVM = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"};

    /** How many single calls stand for a round. */
    private static final int CALLS = 5;

    private Jmh() {}

    /**
     * One method's result.
     *
     * @param method the method's name
     * @param parameter its one parameter's value, or an empty text
     * @param micros the mean processor time of a call for {@link #warm}; by the clock the mean for {@link #cold}, the median for {@link
     *     #clock}
     * @param error half the width of its 99.9 % confidence interval; NaN if there are too few rounds
     * @param bytes how many bytes one call allocates; NaN for {@link #cold}
     */
    record Score(String method, String parameter, double micros, double error, double bytes) {}

    /** The mean processor time of each method, after warm-up. */
    static List<Score> warm(Class<?> benchmarks, Effort effort) throws RunnerException {
        TimeValue round = TimeValue.milliseconds(effort.milliseconds());
        return run(
                options(benchmarks)
                        .mode(Mode.AverageTime)
                        .forks(effort.forks())
                        .warmupIterations(effort.iterations())
                        .warmupTime(round)
                        .measurementIterations(effort.iterations())
                        .measurementTime(round)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class),
                false);
    }

    /** The mean time of each method's first call in a fresh JVM. */
    static List<Score> cold(Class<?> benchmarks, Effort effort) throws RunnerException {
        return run(
                options(benchmarks)
                        .mode(Mode.SingleShotTime)
                        .forks(effort.coldForks())
                        .warmupIterations(0)
                        .measurementIterations(1),
                false);
    }

    /** The median time of single calls by the clock, each with its own set-up, after some to warm up. */
    static List<Score> clock(Class<?> benchmarks, Effort effort) throws RunnerException {
        return run(
                options(benchmarks)
                        .mode(Mode.SingleShotTime)
                        .forks(effort.forks())
                        .warmupIterations(effort.iterations())
                        .measurementIterations(effort.iterations() * CALLS),
                true);
    }

    private static ChainedOptionsBuilder options(Class<?> benchmarks) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(benchmarks.getName().replace('$', '.')) + "\\.")
                .threads(1)
                .shouldFailOnError(true)
                .timeUnit(TimeUnit.MICROSECONDS)
                .verbosity(Boolean.getBoolean("bench.verbose") ? VerboseMode.EXTRA : VerboseMode.SILENT)
                .jvmArgs(JVM);
    }

    private static List<Score> run(ChainedOptionsBuilder options, boolean median) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        List<Score> scores = new ArrayList<>();
        for (RunResult result : results) {
            Map<String, ?> more = result.getSecondaryResults();
            Result<?> primary = result.getPrimaryResult();
            boolean warm = more.containsKey(CpuTime.RESULT);
            Result<?> time = warm ? of(more, CpuTime.RESULT) : primary;
            double micro = warm ? 1e-3 : 1;
            scores.add(new Score(
                    primary.getLabel(),
                    String.join(
                            ",",
                            result.getParams().getParamsKeys().stream()
                                    .map(key -> result.getParams().getParam(key))
                                    .toList()),
                    (median ? time.getStatistics().getPercentile(50) : time.getScore()) * micro,
                    time.getScoreError() * micro,
                    warm ? of(more, "gc.alloc.rate.norm").getScore() : Double.NaN));
        }
        return scores;
    }

    private static Result<?> of(Map<String, ?> results, String name) {
        return (Result<?>) requireNonNull(results.get(name), name);
    }
}

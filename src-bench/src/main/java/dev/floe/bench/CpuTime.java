package dev.floe.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time that one call takes in the JVM's Java threads. With one thread it is what the clock would show on an idle machine,
 * and much the same on one that has other work. The time of the compiler and the garbage collector is not in it.
 */
public final class CpuTime implements InternalProfiler {
    /** The name of its result, in nanoseconds. */
    static final String RESULT = "cpu";

    private long before;

    @Override
    public String getDescription() {
        return "Processor time of Java threads for each call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = now();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double each = (now() - before) / (double) result.getMetadata().getAllOps();
        return List.of(new ScalarResult(RESULT, each, "ns/op", AggregationPolicy.AVG));
    }

    private static long now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // A thread that has just ended gives -1.
        return LongStream.of(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }
}

package dev.floe.models.project;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things on all processors; what comes out is in the order of what went in. */
public final class SideBySide {
    /** Fewer things are not worth threads. */
    private static final int WORTH_IT = 32;

    private static final int PARTS_FOR_EACH_THREAD = 8;

    private SideBySide() {}

    /**
     * Does it. No thread is left behind.
     *
     * @param each called from several threads at once; it must not matter if it is called twice
     * @throws RuntimeException what {@code each} throws, for the first thing for which it does
     */
    public static <T, R> List<R> map(List<T> things, Function<? super T, ? extends R> each) {
        int threads = Runtime.getRuntime().availableProcessors();
        if (threads < 2 || things.size() < WORTH_IT) {
            return part(things, each);
        }
        int size = Math.max(1, things.size() / (threads * PARTS_FOR_EACH_THREAD));
        List<Callable<List<R>>> parts = new ArrayList<>();
        for (int start = 0; start < things.size(); start += size) {
            List<T> some = things.subList(start, Math.min(things.size(), start + size));
            parts.add(() -> part(some, each));
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads, SideBySide::thread);
        try {
            List<R> results = new ArrayList<>(things.size());
            for (Future<List<R>> part : workers.invokeAll(parts)) {
                results.addAll(part.get());
            }
            return results;
        } catch (InterruptedException e) {
            // Whoever interrupted wants the run to end; that is for the run to see.
            Thread.currentThread().interrupt();
            return part(things, each);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "floe-parse");
        thread.setDaemon(true);
        return thread;
    }

    private static <T, R> List<R> part(List<T> things, Function<? super T, ? extends R> each) {
        List<R> results = new ArrayList<>(things.size());
        things.forEach(thing -> results.add(each.apply(thing)));
        return results;
    }
}

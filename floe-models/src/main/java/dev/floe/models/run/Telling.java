package dev.floe.models.run;

import dev.floe.models.RunEvent;
import dev.floe.models.RunListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tells one listener of events, on a thread that begins with the first one; what the listener does there harms nobody else. */
final class Telling {
    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    /** How long the end of a run waits for a listener that does not come back from an event. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Runnable END = new Runnable() {
        @Override
        public void run() {}
    };

    private final RunListener listener;
    private final String name;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final @Nullable Map<String, String> diagnostics = MDC.getCopyOfContextMap();
    private final AtomicLong told = new AtomicLong();
    private @Nullable Thread thread;

    Telling(RunListener listener, String name) {
        this.listener = listener;
        this.name = name;
    }

    /** Not to be called by two threads at once. */
    void add(RunEvent event) {
        events.add(() -> tell(event));
        if (thread == null) {
            thread = new Thread(this::run, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        if (diagnostics != null) {
            MDC.setContextMap(diagnostics);
        }
        try {
            for (Runnable next = events.take(); next != END; next = events.take()) {
                next.run();
                told.incrementAndGet();
            }
        } catch (InterruptedException e) {
            log.debug("Listening ended early", e);
        } finally {
            ended.countDown();
        }
    }

    private void tell(RunEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | Error e) {
            log.warn("A listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    /** No event comes any more. */
    void end() {
        events.add(END);
    }

    /** Waits as long as it goes on. */
    void await() {
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            long before;
            do {
                before = told.get();
                if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } while (told.get() != before);
            log.warn(
                    "A listener has not come back from an event for {} s; the run ends without it, {} events were not told",
                    PATIENCE.toSeconds(),
                    events.size());
            running.interrupt();
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

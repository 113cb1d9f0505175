package dev.floe.it;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where the tests' log goes: nowhere, except while a test records it. Every level of every logger is recorded but for those of the
 * HTTP client's own dumps, which show whatever is sent.
 */
public final class Logged implements SLF4JServiceProvider {

    private static final String HTTP_CLIENT = "org.apache.hc.";

    private static volatile @Nullable Queue<String> recording;

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new BasicMDCAdapter();

    /** What is logged from now on, as one line per event with its logger, message and stack traces. */
    static Queue<String> record() {
        Queue<String> events = new ConcurrentLinkedQueue<>();
        recording = events;
        return events;
    }

    static void stop() {
        recording = null;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, Recorder::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Everything is there.
    }

    private static final class Recorder extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        Recorder(String name) {
            this.name = name;
        }

        private boolean on() {
            return recording != null && !name.startsWith(HTTP_CLIENT);
        }

        @Override
        public boolean isTraceEnabled() {
            return on();
        }

        @Override
        public boolean isDebugEnabled() {
            return on();
        }

        @Override
        public boolean isInfoEnabled() {
            return on();
        }

        @Override
        public boolean isWarnEnabled() {
            return on();
        }

        @Override
        public boolean isErrorEnabled() {
            return on();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable failure) {
            Queue<String> events = recording;
            if (events != null) {
                StringWriter text = new StringWriter();
                text.append(level + " " + name + " "
                        + MessageFormatter.basicArrayFormat(pattern, arguments)
                        + " " + org.slf4j.MDC.getCopyOfContextMap());
                if (failure != null) {
                    failure.printStackTrace(new PrintWriter(text, true));
                }
                events.add(text.toString());
            }
        }
    }
}

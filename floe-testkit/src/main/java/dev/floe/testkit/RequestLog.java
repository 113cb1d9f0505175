package dev.floe.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A hook that keeps every request, in the order of arrival, and disturbs none. Thread-safe. */
public final class RequestLog implements RequestHook {

    private final List<CatalogRequest> requests = new CopyOnWriteArrayList<>();

    /** An empty log. */
    public RequestLog() {}

    @Override
    public Fault onRequest(CatalogRequest request) {
        requests.add(request);
        return Fault.none();
    }

    /** The requests so far; a copy. */
    public List<CatalogRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * How many requests so far match.
     *
     * @param regex found anywhere in {@link CatalogRequest#toString()}, as {@code ^POST .*transactions/commit}
     */
    public long count(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return requests.stream()
                .filter(request -> pattern.matcher(request.toString()).find())
                .count();
    }

    /** Forgets all requests. */
    public void clear() {
        requests.clear();
    }
}

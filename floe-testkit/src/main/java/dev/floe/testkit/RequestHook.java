package dev.floe.testkit;

/**
 * Sees every request of an {@link EmbeddedCatalog} before it is handled, and can make it fail. It is called by many
 * threads at once; a hook that blocks delays its request only.
 */
@FunctionalInterface
public interface RequestHook {

    /** What is to go wrong with this request; {@link Fault#none()} to let it be. */
    Fault onRequest(CatalogRequest request);

    /** This hook, then the other one where this one found no fault; both see every request. */
    default RequestHook andThen(RequestHook other) {
        return request -> {
            Fault first = onRequest(request);
            Fault second = other.onRequest(request);
            return first instanceof Fault.None ? second : first;
        };
    }
}

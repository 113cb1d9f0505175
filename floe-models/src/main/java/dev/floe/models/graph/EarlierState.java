package dev.floe.models.graph;

import java.util.List;
import java.util.Set;

/** What {@code state:}, {@code result:} and {@code source_status:} compare a project with. */
public interface EarlierState {
    /** The methods that it answers. */
    List<String> METHODS = List.of("state", "result", "source_status");

    /** There is none. */
    EarlierState NONE = (method, value) -> {
        throw new SelectorException(
                method + ":" + value,
                "'" + method
                        + ":' compares with an earlier run, and none is given; name the folder with its artifacts by --state");
    };

    /**
     * The nodes that a method selects.
     *
     * @param method one of {@link #METHODS}
     * @param value what stands behind the colon
     * @return unique ids
     * @throws SelectorException if the value means nothing, or the artifact that it needs is not there
     */
    Set<String> select(String method, String value);
}

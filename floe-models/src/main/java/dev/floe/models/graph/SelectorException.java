package dev.floe.models.graph;

import dev.floe.ErrorCode;
import dev.floe.FloeException;

/** A selector that cannot be understood. */
public final class SelectorException extends FloeException {
    private static final long serialVersionUID = 1L;

    private final String selector;

    /**
     * @param selector the part that cannot be understood
     * @param message why, and what would be
     */
    public SelectorException(String selector, String message) {
        super(ErrorCode.SELECTOR_INVALID, message, null);
        this.selector = selector;
    }

    /** The part that cannot be understood. */
    public String selector() {
        return selector;
    }
}

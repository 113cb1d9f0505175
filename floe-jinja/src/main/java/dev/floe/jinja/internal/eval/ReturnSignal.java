package dev.floe.jinja.internal.eval;

import dev.floe.jinja.Callable;
import dev.floe.jinja.Signature;
import org.jspecify.annotations.Nullable;

/** Unwinds to the innermost running macro, with its value. */
public final class ReturnSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Signature SIGNATURE = Signature.of("return(data=None)");

    /** The function {@code return}. */
    public static final Callable FUNCTION = arguments -> {
        throw new ReturnSignal(SIGNATURE.bind(arguments)[0]);
    };

    private final transient @Nullable Object value;

    private ReturnSignal(@Nullable Object value) {
        super(null, null, false, false);
        this.value = value;
    }

    @Nullable Object value() {
        return value;
    }
}

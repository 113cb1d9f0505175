package dev.floe.jinja.internal.eval;

import dev.floe.jinja.internal.value.PyTuple;
import org.jspecify.annotations.Nullable;

/**
 * The linked code of a macro or of the body of a call block. Immutable.
 *
 * @param name the macro's name
 * @param isCaller whether it is the body of a call block
 * @param source the template it stands in
 * @param scope of the frame that each call has
 * @param parameterNames in order
 * @param parameterSlots the parameters' slots
 * @param defaults the parameters' defaults, null where there is none
 * @param callerSlot the slot of {@code caller}, -1 if the body does not use it
 * @param kwargsSlot the slot of {@code kwargs}, likewise
 * @param varargsSlot the slot of {@code varargs}, likewise
 * @param explicitCaller whether {@code caller} is a parameter
 * @param entry what a call begins with
 * @param body what it runs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Function(
        String name,
        boolean isCaller,
        Run.Source source,
        FunctionScope scope,
        PyTuple parameterNames,
        int[] parameterSlots,
        @Nullable Node[] defaults,
        int callerSlot,
        int kwargsSlot,
        int varargsSlot,
        boolean explicitCaller,
        Entry entry,
        Action.Body body) {}

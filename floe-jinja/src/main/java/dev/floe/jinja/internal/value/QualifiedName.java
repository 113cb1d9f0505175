package dev.floe.jinja.internal.value;

import dev.floe.jinja.HostObject;

/** An object of the engine itself, which messages name with its module. */
public interface QualifiedName extends HostObject {
    /** The name that messages about missing attributes use. */
    String qualifiedName();
}

package dev.floe.jinja.internal.eval;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import dev.floe.jinja.internal.value.Py;
import dev.floe.jinja.internal.value.PyDict;
import dev.floe.jinja.internal.value.Repr;
import org.jspecify.annotations.Nullable;

/** Undefined values, with what their use will say. */
final class Undefineds {
    private Undefineds() {}

    /** For an attribute or item that an object does not have. */
    static Undefined of(UndefinedKind kind, @Nullable Object object, @Nullable Object key) {
        String name = Py.text(key);
        if (name == null) {
            String detail = Py.objectName(object) + " has no element " + Repr.of(key);
            return new Undefined(kind, Repr.of(key), detail, ErrorKind.UNDEFINED);
        }
        if (name.startsWith("__") && !(object instanceof PyDict)) {
            String detail =
                    "access to attribute " + Repr.of(name) + " of '" + Py.typeName(object) + "' object is unsafe.";
            return new Undefined(kind, name, detail, ErrorKind.SECURITY);
        }
        String detail = "'" + Py.objectName(object) + "' has no attribute " + Repr.of(name);
        return new Undefined(kind, name, detail, ErrorKind.UNDEFINED);
    }

    /** With a message of its own. */
    static Undefined of(UndefinedKind kind, String name, String detail) {
        return new Undefined(kind, name, detail, ErrorKind.UNDEFINED);
    }
}

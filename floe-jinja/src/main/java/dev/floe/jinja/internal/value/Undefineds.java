package dev.floe.jinja.internal.value;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.Undefined;
import dev.floe.jinja.UndefinedKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undefined values, with what their use will say. */
public final class Undefineds {
    /** Attributes that every object has in Python, and that no template may see. */
    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "__class__",
            "__delattr__",
            "__dir__",
            "__doc__",
            "__eq__",
            "__format__",
            "__ge__",
            "__getattribute__",
            "__gt__",
            "__hash__",
            "__init__",
            "__init_subclass__",
            "__le__",
            "__lt__",
            "__ne__",
            "__new__",
            "__reduce__",
            "__reduce_ex__",
            "__repr__",
            "__setattr__",
            "__sizeof__",
            "__str__",
            "__subclasshook__");

    private Undefineds() {}

    /** For an attribute or item that an object does not have, or not for templates. */
    public static Undefined of(UndefinedKind kind, @Nullable Object object, @Nullable Object key) {
        String text = Py.text(key);
        String name = text == null ? Repr.of(key) : text;
        if (text != null && isUnsafe(object, text)) {
            String detail =
                    "access to attribute " + Repr.of(text) + " of '" + Py.typeName(object) + "' object is unsafe.";
            ErrorKind error = kind == UndefinedKind.CAPTURING ? ErrorKind.UNDEFINED : ErrorKind.SECURITY;
            return new Undefined(kind, name, detail, error);
        }
        if (kind == UndefinedKind.CAPTURING) {
            // dbt's own kind does not know the object
            return of(kind, name, Repr.of(key) + " is undefined");
        }
        String detail = text == null
                ? Py.objectName(object) + " has no element " + name
                : "'" + Py.objectName(object) + "' has no attribute " + Repr.of(key);
        return of(kind, name, detail);
    }

    /** With a message of its own. */
    public static Undefined of(UndefinedKind kind, String name, String detail) {
        return new Undefined(kind, name, detail, ErrorKind.UNDEFINED);
    }

    private static boolean isUnsafe(@Nullable Object object, String name) {
        if (object instanceof QualifiedName) {
            return name.startsWith("_");
        }
        return OF_EVERY_OBJECT.contains(name)
                || (name.startsWith("__") && !(object instanceof PyDict) && !(object instanceof BoundMethod));
    }
}

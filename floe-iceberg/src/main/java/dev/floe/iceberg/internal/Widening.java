package dev.floe.iceberg.internal;

import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Whether every value of one type is a value of another, so that a cast loses nothing. */
final class Widening {
    /** The digits that a whole number of four, and of eight, bytes can have. */
    private static final int INTEGER_DIGITS = 10;

    private static final int LONG_DIGITS = 19;

    private Widening() {}

    static boolean holds(Type from, Type to) {
        if (from.isPrimitiveType() && to.isPrimitiveType()) {
            return primitive(from, to);
        }
        if (from.typeId() != to.typeId()) {
            return false;
        }
        return switch (from.typeId()) {
            case LIST -> holds(from.asListType().elementType(), to.asListType().elementType());
            case MAP ->
                holds(from.asMapType().keyType(), to.asMapType().keyType())
                        && holds(from.asMapType().valueType(), to.asMapType().valueType());
            default -> structs(from.asStructType(), to.asStructType());
        };
    }

    /** Structs are cast by position, so their fields have to be the same, in the same order. */
    private static boolean structs(Types.StructType from, Types.StructType to) {
        List<Types.NestedField> own = from.fields();
        List<Types.NestedField> wanted = to.fields();
        if (own.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).name().equals(wanted.get(i).name())
                    || !holds(own.get(i).type(), wanted.get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean primitive(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        return switch (to.typeId()) {
            case LONG -> from.typeId() == Type.TypeID.INTEGER;
            case DOUBLE -> from.typeId() == Type.TypeID.FLOAT || from.typeId() == Type.TypeID.INTEGER;
            case TIMESTAMP -> from.typeId() == Type.TypeID.DATE && !((Types.TimestampType) to).shouldAdjustToUTC();
            case DECIMAL -> decimal(from, (Types.DecimalType) to);
            case FIXED -> from.typeId() == Type.TypeID.BINARY;
            default -> false;
        };
    }

    private static boolean decimal(Type from, Types.DecimalType to) {
        int whole = to.precision() - to.scale();
        return switch (from.typeId()) {
            case INTEGER -> whole >= INTEGER_DIGITS;
            case LONG -> whole >= LONG_DIGITS;
            case DECIMAL -> {
                Types.DecimalType own = (Types.DecimalType) from;
                yield own.scale() <= to.scale() && own.precision() - own.scale() <= whole;
            }
            default -> false;
        };
    }
}

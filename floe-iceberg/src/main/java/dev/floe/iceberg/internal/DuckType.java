package dev.floe.iceberg.internal;

import java.util.List;

/** A DuckDB type, as DESCRIBE spells it, taken apart. */
sealed interface DuckType {

    /** A type without parts, such as {@code TIMESTAMP WITH TIME ZONE}; also every type this module does not know. */
    record Scalar(String name) implements DuckType {}

    /** A decimal. */
    record Decimal(int precision, int scale) implements DuckType {}

    /** An enumeration; its values do not matter here. */
    record Enumeration() implements DuckType {}

    /** A union, kept as text. */
    record Union(String text) implements DuckType {}

    /** A struct whose fields have no names, kept as text. */
    record Unnamed(String text) implements DuckType {}

    /** A struct. */
    record Struct(List<Field> fields) implements DuckType {}

    /** A field of a struct. */
    record Field(String name, DuckType type) {}

    /** A list. */
    record ListOf(DuckType element) implements DuckType {}

    /** An array: a list whose size is part of its type. */
    record ArrayOf(DuckType element) implements DuckType {}

    /** A map. */
    record MapOf(DuckType key, DuckType value) implements DuckType {}
}

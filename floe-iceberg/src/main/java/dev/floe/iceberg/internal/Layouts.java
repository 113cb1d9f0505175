package dev.floe.iceberg.internal;

import dev.floe.ErrorCode;
import dev.floe.iceberg.IcebergException;
import dev.floe.iceberg.TableLayout;
import dev.floe.iceberg.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Turns the texts of a {@link TableLayout} into Iceberg's partition specs and sort orders, for given columns. */
final class Layouts {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\"(),]+)";
    private static final Pattern COLUMN = Pattern.compile(NAME);
    private static final Pattern TRANSFORM =
            Pattern.compile("(\\w+)\\s*\\(\\s*(?:(\\d+)\\s*,\\s*)?" + NAME + "(?:\\s*,\\s*(\\d+))?\\s*\\)");
    private static final Pattern SORT =
            Pattern.compile(NAME + "(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> KNOWN = Set.of("identity", "year", "month", "day", "hour", "bucket", "truncate");

    private final TableName table;
    private final Schema schema;
    private final List<String> problems = new ArrayList<>();

    private Layouts(TableName table, Schema schema) {
        this.table = table;
        this.schema = schema;
    }

    /**
     * @param spec the partition spec
     * @param order the sort order
     */
    record Layout(PartitionSpec spec, SortOrder order) {}

    /**
     * The layout that is asked for.
     *
     * @throws IcebergException {@code SCHEMA_INVALID} with every field that cannot be had
     */
    static Layout of(TableName table, Schema schema, TableLayout wanted) {
        Layouts layouts = new Layouts(table, schema);
        Layout layout = new Layout(layouts.spec(wanted.partitionedBy()), layouts.order(wanted.sortedBy()));
        layouts.throwIfAny();
        return layout;
    }

    /** The layout that a table has, for columns that replace its own: fields whose column is gone or does not fit are left out. */
    static Layout kept(Schema schema, PartitionSpec spec, SortOrder order, Schema before) {
        PartitionSpec.Builder specs = PartitionSpec.builderFor(schema);
        for (PartitionField field : spec.fields()) {
            Types.NestedField column = column(schema, before, field.sourceId());
            if (column != null && field.transform().canTransform(column.type())) {
                add(specs, field.transform().toString(), column.name(), field.name());
            }
        }
        SortOrder.Builder orders = SortOrder.builderFor(schema);
        for (SortField field : order.fields()) {
            Types.NestedField column = column(schema, before, field.sourceId());
            if (column != null && field.transform().isIdentity()) {
                orders.sortBy(column.name(), field.direction(), field.nullOrder());
            }
        }
        return new Layout(specs.build(), orders.build());
    }

    private static Types.@Nullable NestedField column(Schema schema, Schema before, int id) {
        String name = before.findColumnName(id);
        return name == null ? null : schema.asStruct().field(name);
    }

    private PartitionSpec spec(List<String> fields) {
        PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
        for (String field : fields) {
            partition(builder, field.strip());
        }
        return builder.build();
    }

    private void partition(PartitionSpec.Builder builder, String text) {
        Matcher plain = COLUMN.matcher(text);
        if (plain.matches()) {
            known(plain.group(1), text).ifPresent(name -> add(builder, "identity", name, text, null));
            return;
        }
        Matcher call = TRANSFORM.matcher(text);
        if (!call.matches()) {
            problems.add("'" + text + "' is no partition field; a column, or one of year, month, day, hour (column),"
                    + " bucket, truncate (number, column) is expected");
            return;
        }
        String number = call.group(2) != null ? call.group(2) : call.group(4);
        String transform = call.group(1).toLowerCase(Locale.ROOT);
        known(call.group(3), text).ifPresent(name -> add(builder, transform, name, text, number));
    }

    private void add(
            PartitionSpec.Builder builder, String transform, String column, String text, @Nullable String number) {
        boolean numbered = transform.equals("bucket") || transform.equals("truncate");
        if (numbered != (number != null)) {
            problems.add("'" + text + "': " + transform
                    + (numbered ? " needs a number, as in " + transform + "(16, " + column + ")" : " takes no number"));
            return;
        }
        try {
            String word = numbered ? transform + "[" + number + "]" : transform;
            Type type = schema.asStruct().field(column).type();
            if (KNOWN.contains(transform) && !Transforms.fromString(word).canTransform(type)) {
                problems.add("'" + text + "': " + (transform.equals("identity") ? "a partition" : transform)
                        + " cannot be made of a column of type " + TypeMapping.duckDb(type));
                return;
            }
            add(builder, word, column, null);
        } catch (IllegalArgumentException | org.apache.iceberg.exceptions.ValidationException e) {
            problems.add("'" + text + "': " + e.getMessage());
        }
    }

    /** Adds a field by Iceberg's own word for its transform. */
    private static void add(PartitionSpec.Builder builder, String transform, String column, @Nullable String name) {
        int bracket = transform.indexOf('[');
        int number = bracket < 0 ? 0 : Integer.parseInt(transform.substring(bracket + 1, transform.length() - 1));
        String word = bracket < 0 ? transform : transform.substring(0, bracket);
        switch (word) {
            case "identity" -> builder.identity(column, name == null ? column : name);
            case "year" -> builder.year(column, name == null ? column + "_year" : name);
            case "month" -> builder.month(column, name == null ? column + "_month" : name);
            case "day" -> builder.day(column, name == null ? column + "_day" : name);
            case "hour" -> builder.hour(column, name == null ? column + "_hour" : name);
            case "bucket" -> builder.bucket(column, number, name == null ? column + "_bucket" : name);
            case "truncate" -> builder.truncate(column, number, name == null ? column + "_trunc" : name);
            case "void" -> {
                // A field that was taken out of the table's spec.
            }
            default ->
                throw new IllegalArgumentException(
                        "there is no transform '" + word + "'; there are year, month, day, hour, bucket and truncate");
        }
    }

    private SortOrder order(List<String> fields) {
        SortOrder.Builder builder = SortOrder.builderFor(schema);
        for (String field : fields) {
            String text = field.strip();
            Matcher matcher = SORT.matcher(text);
            if (!matcher.matches()) {
                problems.add("'" + text + "' is no sort field; a column is expected, as in: amount desc nulls last");
                continue;
            }
            boolean descending = "desc".equalsIgnoreCase(matcher.group(2));
            boolean first =
                    matcher.group(3) == null ? !descending : matcher.group(3).equalsIgnoreCase("first");
            known(matcher.group(1), text)
                    .ifPresent(name -> builder.sortBy(
                            name,
                            descending ? SortDirection.DESC : SortDirection.ASC,
                            first ? NullOrder.NULLS_FIRST : NullOrder.NULLS_LAST));
        }
        return builder.build();
    }

    private Optional<String> known(String written, String text) {
        String name = written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
        String folded = name.toLowerCase(Locale.ROOT);
        Types.NestedField column = schema.asStruct().field(folded);
        if (column == null) {
            problems.add("'" + text + "': there is no column '" + folded + "'; there are "
                    + String.join(
                            ", ",
                            schema.columns().stream()
                                    .map(Types.NestedField::name)
                                    .toList()));
            return Optional.empty();
        }
        if (!column.type().isPrimitiveType()) {
            problems.add("'" + text + "': the column '" + folded + "' is nested, " + column.type());
            return Optional.empty();
        }
        return Optional.of(folded);
    }

    private void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IcebergException(
                    ErrorCode.SCHEMA_INVALID,
                    "Cannot lay out table " + table + " as asked: " + String.join("; ", problems),
                    table,
                    null,
                    null);
        }
    }
}

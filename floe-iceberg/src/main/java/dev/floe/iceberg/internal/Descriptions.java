package dev.floe.iceberg.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;

/** Comments of tables and their columns: the property {@code comment}, and what the schema says of a column. */
final class Descriptions {
    private Descriptions() {}

    /** Commits what differs; nothing where all is as it should be. */
    static void write(BaseTable table, Optional<String> comment, Map<String, String> columns) {
        boolean said =
                comment.isPresent() && !comment.get().equals(table.properties().get(CatalogViews.COMMENT));
        Map<String, String> docs = new LinkedHashMap<>();
        columns.forEach((column, text) -> {
            String name = column.toLowerCase(Locale.ROOT);
            Types.NestedField field = table.schema().asStruct().field(name);
            if (field != null && !text.equals(Objects.requireNonNullElse(field.doc(), ""))) {
                docs.put(name, text);
            }
        });
        if (!said && docs.isEmpty()) {
            return;
        }
        Transaction transaction = table.newTransaction();
        if (said) {
            transaction
                    .updateProperties()
                    .set(CatalogViews.COMMENT, comment.get())
                    .commit();
        }
        if (!docs.isEmpty()) {
            UpdateSchema update = transaction.updateSchema();
            docs.forEach(update::updateColumnDoc);
            update.commit();
        }
        transaction.commitTransaction();
    }
}

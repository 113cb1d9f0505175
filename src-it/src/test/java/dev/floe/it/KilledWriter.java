package dev.floe.it;

import dev.floe.iceberg.IcebergTables;
import dev.floe.iceberg.StagedWrite;
import dev.floe.iceberg.TableName;
import dev.floe.iceberg.TableWrite;
import java.nio.file.Path;
import java.util.Map;

/** A program that replaces a table again and again until it is killed. */
final class KilledWriter {
    static final int ROWS = 20_000;

    private KilledWriter() {}

    /**
     * Says a line when the first replacement is made and others follow.
     *
     * @param arguments the folder of the configuration, the table's namespace and its name; secrets come from the environment
     */
    public static void main(String[] arguments) throws Exception {
        TwoTierFiles files = new TwoTierFiles(Path.of(arguments[0]), Map.copyOf(System.getenv()));
        TableName table = TableName.of(arguments[1], arguments[2]);
        try (AttachedFixture fixture = new AttachedFixture(files.load());
                IcebergTables tables = IcebergTables.open(fixture.catalog(), fixture.session(), fixture.redactor())) {
            replace(tables, table);
            System.out.println("ready");
            while (true) {
                replace(tables, table);
            }
        }
    }

    /** Rows that belong together: one number for all, and as many rows as there should be. */
    static void replace(IcebergTables tables, TableName table) {
        try (StagedWrite staged = tables.stage(TableWrite.builder(table)
                .select("SELECT i, " + System.nanoTime() + " AS generation, hash(i)::VARCHAR AS h FROM range(" + ROWS
                        + ") r(i)")
                .build())) {
            staged.commit();
        }
    }
}

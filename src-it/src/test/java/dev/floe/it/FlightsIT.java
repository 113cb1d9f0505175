package dev.floe.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.duckdb.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real data set through DuckDB into the catalog, counted by PyIceberg and, for itself, by Java. */
class FlightsIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private static final int CARRIER = 9;

    @Test
    void allFlightsOf2013Arrive() throws SQLException, IOException {
        CatalogUnderTest catalog = CatalogUnderTest.get();
        try (Connection connection = catalog.duckDb();
                Statement statement = connection.createStatement()) {
            statement.execute(catalog.attachStatement("lake"));
            for (String table : List.of("flights", "airlines")) {
                catalog.prepareNativeCreate(NAMESPACE.levels(), table);
                statement.execute("CREATE TABLE " + Sql.qualified("lake", NAMESPACE.name(), table)
                        + " AS SELECT * FROM read_csv("
                        + Sql.literal(Flights.csv(table).toString())
                        + ", nullstr = 'NA')");
            }
        }

        Witness witness = Witness.get();
        assertThat(witness.count(NAMESPACE.levels(), "flights", "true")).isEqualTo(Flights.ROWS);
        assertThat(witness.rows(NAMESPACE.levels(), "airlines", "carrier"))
                .hasSize(16)
                .contains(Map.of("carrier", "9E", "name", "Endeavor Air Inc."));
        carriers()
                .forEach((carrier, flights) -> assertThat(
                                witness.count(NAMESPACE.levels(), "flights", "carrier = '" + carrier + "'"))
                        .as(carrier)
                        .isEqualTo(flights));
    }

    /** Flights of three carriers, counted from the file line by line. */
    private static Map<String, Long> carriers() throws IOException {
        try (Stream<String> lines = Files.lines(Flights.csv("flights"))) {
            return lines.map(line -> line.split(",", -1)[CARRIER])
                    .filter(List.of("UA", "HA", "OO")::contains)
                    .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        }
    }
}

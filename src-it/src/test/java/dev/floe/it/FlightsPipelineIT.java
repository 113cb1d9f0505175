package dev.floe.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.floe.config.WritePath;
import dev.floe.models.NodeStatus;
import dev.floe.models.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline over a real data set, five CSV files with what real ones have in them, answered for by pyarrow on the same files. */
class FlightsPipelineIT {

    @RegisterExtension
    static final TestNamespace NAMESPACE = new TestNamespace();

    private static final List<String> SEEDS = List.of("airlines", "airports", "planes", "weather");

    @TempDir
    Path folder;

    @Test
    void theTablesSayWhatTheFilesSay() throws IOException {
        RunResult result = project()
                .pipeline()
                .vars(Map.of("flights", Flights.csv("flights").toString()))
                .build()
                .run();

        assertThat(result.failed()).isEmpty();
        assertThat(result.nodes())
                .allSatisfy(
                        node -> assertThat(node.status()).as(node.message()).isIn(NodeStatus.SUCCESS, NodeStatus.PASS));
        assertThat(result.node("flights").orElseThrow().rows()).isEqualTo(OptionalLong.of(Flights.ROWS));
        for (String seed : SEEDS) {
            assertThat(result.node("raw_" + seed).orElseThrow().rows())
                    .as(seed)
                    .isEqualTo(OptionalLong.of(linesOf(seed) - 1));
        }
        JsonNode expected = new ObjectMapper()
                .readTree(PythonEnvironment.run(List.of(
                        PythonEnvironment.WITNESS.python().toString(),
                        "-c",
                        PythonEnvironment.resource("flights.py"),
                        Flights.folder().toString())));
        assertThat(Witness.get().count(layer("staging"), "flights", "true")).isEqualTo(Flights.ROWS);
        carriers(expected.get("carriers"));
        months(expected.get("months"));
        makers(expected.get("makers"));
        assertThat(Witness.get().rows(layer("marts"), "poor_visibility"))
                .containsExactly(Map.of(
                        "flights", expected.at("/weather/flights").asInt(),
                        "poor", expected.at("/weather/poor").asInt(),
                        "delay", expected.at("/weather/delay").asInt()));
        assertThat(Witness.get().count(layer("staging"), "flights_enriched", "airport is null"))
                .isEqualTo(expected.get("unknown").asLong())
                .isPositive();
    }

    private static void carriers(JsonNode expected) {
        List<Map<String, Object>> rows = Witness.get().rows(layer("marts"), "carriers");
        assertThat(rows).hasSize(expected.size()).allSatisfy(row -> {
            JsonNode carrier = expected.get((String) row.get("carrier"));
            assertThat(row)
                    .containsEntry("name", carrier.get("name").asText())
                    .containsEntry("flights", carrier.get("flights").asInt())
                    .containsEntry("arrived", carrier.get("arrived").asInt())
                    .containsEntry("delay", carrier.get("delay").asInt())
                    .containsEntry("farthest", carrier.get("farthest").asInt());
        });
    }

    private static void months(JsonNode expected) {
        assertThat(Witness.get().rows(layer("marts"), "months"))
                .hasSize(expected.size())
                .allSatisfy(row -> assertThat(row.get("flights"))
                        .isEqualTo(expected.get(row.get("origin") + "-" + row.get("month"))
                                .asInt()));
    }

    private static void makers(JsonNode expected) {
        assertThat(Witness.get().rows(layer("marts"), "makers"))
                .hasSize(expected.size())
                .allSatisfy(row -> assertThat(List.of(row.get("flights"), row.get("seats")))
                        .isEqualTo(List.of(
                                expected.get((String) row.get("manufacturer"))
                                        .get(0)
                                        .asInt(),
                                expected.get((String) row.get("manufacturer"))
                                        .get(1)
                                        .asInt())));
    }

    private TestProject project() throws IOException {
        Map<String, String> layers =
                Stream.of("staging", "marts").collect(toMap(layer -> layer, layer -> NAMESPACE.name() + "." + layer));
        TestProject project = new TestProject(
                        TwoTierFiles.write(folder, CatalogUnderTest.get(), NAMESPACE.name(), WritePath.COMMIT, layers))
                .named("flights");
        Files.createDirectories(folder.resolve("seeds"));
        for (String seed : SEEDS) {
            Files.copy(Flights.csv(seed), folder.resolve("seeds").resolve("raw_" + seed + ".csv"));
        }
        project.file(
                "models/staging/flights.sql",
                "select * from read_csv('{{ var(\"flights\") }}', nullstr = 'NA', sample_size = -1)");
        for (String seed : SEEDS) {
            project.file(
                    "models/staging/" + seed + ".sql",
                    "{{ config(materialized='view') }}\nselect * from {{ ref('raw_" + seed + "') }}");
        }
        project.file("macros/number.sql", """
                {% macro number(column, type='integer') %}try_cast(nullif({{ column }}, 'NA') as {{ type }}){% endmacro %}
                """);
        project.file("models/staging/planes.sql", """
                {{ config(materialized='view') }}
                select tailnum, manufacturer, seats, {{ number('year') }} as built from {{ ref('raw_planes') }}
                """);
        project.file("models/staging/flights_enriched.sql", """
                select flights.*, airports.name as airport, planes.manufacturer, planes.seats, weather.visib
                from {{ ref('flights') }} as flights
                left join {{ ref('airports') }} as airports on flights.dest = airports.faa
                left join {{ ref('planes') }} as planes using (tailnum)
                left join {{ ref('weather') }} as weather
                    on weather.origin = flights.origin and weather.time_hour = flights.time_hour
                """);
        project.file("models/marts/carriers.sql", """
                select carrier, airlines.name, count(*) as flights, count(arr_delay) as arrived,
                       cast(sum(arr_delay) as bigint) as delay, max(distance) as farthest
                from {{ ref('flights') }} join {{ ref('airlines') }} as airlines using (carrier)
                group by all
                """);
        project.file(
                "models/marts/months.sql",
                "select origin, month, count(*) as flights from {{ ref('flights') }} group by all");
        project.file("models/marts/makers.sql", """
                select manufacturer, count(*) as flights, cast(sum(seats) as bigint) as seats
                from {{ ref('flights_enriched') }} where manufacturer is not null group by all
                """);
        project.file("models/marts/poor_visibility.sql", """
                select count(*) as flights, count(*) filter (visib < 1) as poor,
                       cast(sum(dep_delay) filter (visib < 1) as bigint) as delay
                from {{ ref('flights_enriched') }} where visib is not null
                """);
        project.file("models/schema.yml", """
                version: 2
                models:
                  - name: airlines
                    columns: [{name: carrier, data_tests: [unique, not_null]}]
                  - name: planes
                    columns: [{name: tailnum, data_tests: [unique, not_null]}]
                  - name: flights
                    columns:
                      - name: origin
                        data_tests: [{accepted_values: {arguments: {values: [JFK, LGA, EWR]}}}]
                      - name: carrier
                        data_tests: [not_null, {relationships: {arguments: {to: ref('airlines'), field: carrier}}}]
                """);
        project.file("tests/no_flight_is_lost_or_doubled.sql", """
                select f.n, e.n from (select count(*) as n from {{ ref('flights') }}) f,
                    (select count(*) as n from {{ ref('flights_enriched') }}) e where f.n <> e.n
                """);
        return project;
    }

    private static List<String> layer(String name) {
        return List.of(NAMESPACE.name(), name);
    }

    private static long linesOf(String table) throws IOException {
        try (Stream<String> lines = Files.lines(Flights.csv(table))) {
            return lines.count();
        }
    }
}

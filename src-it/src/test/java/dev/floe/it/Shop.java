package dev.floe.it;

import static java.util.stream.Collectors.toMap;

import dev.floe.config.WritePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small project with one of everything: seeds, a view, tables, an ephemeral model, generic tests and a singular one, in three layers
 * whose namespaces are children of one.
 *
 * @param project its files
 * @param namespace the levels of the namespace of its seeds, around those of its layers
 */
record Shop(TestProject project, List<String> namespace) {

    static final List<String> LAYERS = List.of("bronze", "silver", "gold");

    /** How many nodes a build runs: two seeds, four models, seven tests; the ephemeral model is none. */
    static final int NODES = 13;

    /** Writes the project. */
    static Shop write(Path folder, CatalogUnderTest catalog, List<String> namespace, WritePath writePath) {
        String name = String.join(".", namespace);
        Map<String, String> layers = LAYERS.stream().collect(toMap(layer -> layer, layer -> name + "." + layer));
        TestProject project =
                new TestProject(TwoTierFiles.write(folder, catalog, name, writePath, layers)).named("shop");
        project.file("seeds/raw_customers.csv", """
                id,name,joined_on
                1,Ada,2024-01-31
                2,Grace,2024-02-29
                3,"Kurt, the ""quiet"" one",
                """);
        project.file("seeds/raw_orders.csv", """
                id,customer_id,amount,status
                10,1,19.99,paid
                11,1,5.01,paid
                12,2,100.00,open
                13,2,7.50,paid
                """);
        project.file("seeds/seeds.yml", """
                version: 2
                seeds:
                  - name: raw_orders
                    config: {column_types: {amount: "decimal(12, 2)"}}
                """);
        project.file(
                "models/bronze/customers.sql",
                "{{ config(materialized='view') }}\nselect id as customer_id, name, joined_on from {{ ref('raw_customers') }}");
        project.file(
                "models/bronze/orders.sql",
                "select id as order_id, * exclude (id), 'größe 🌊' as note from {{ ref('raw_orders') }}");
        project.file("models/silver/paid.sql", """
                {{ config(materialized='ephemeral') }}
                select * from {{ ref('orders') }} where status = 'paid'
                """);
        project.file("models/silver/customer_orders.sql", """
                select c.customer_id, c.name, o.order_id, o.amount
                from {{ ref('customers') }} c join {{ ref('paid') }} o using (customer_id)
                """);
        project.file("models/gold/revenue.sql", """
                select customer_id, name, count(*) as orders, cast(sum(amount) as decimal(14, 2)) as revenue
                from {{ ref('customer_orders') }} group by all
                """);
        project.file("models/schema.yml", """
                version: 2
                models:
                  - name: customers
                    columns:
                      - {name: customer_id, data_tests: [unique, not_null]}
                  - name: orders
                    columns:
                      - name: status
                        data_tests: [{accepted_values: {arguments: {values: [paid, open]}}}]
                      - name: customer_id
                        data_tests: [{relationships: {arguments: {to: ref('customers'), field: customer_id}}}]
                  - name: revenue
                    columns:
                      - {name: customer_id, data_tests: [unique, not_null]}
                """);
        project.file("tests/revenue_is_positive.sql", "select * from {{ ref('revenue') }} where revenue <= 0");
        return new Shop(project, namespace);
    }

    /** Changes what the first build read: a new customer, another amount, one order less, and a column more. */
    void change() {
        project.file("seeds/raw_customers.csv", """
                id,name,joined_on
                1,Ada,2024-01-31
                2,Grace,2024-02-29
                4,Emmy,2025-03-01
                """);
        project.file("seeds/raw_orders.csv", """
                id,customer_id,amount,status,channel
                10,1,20.00,paid,web
                13,2,7.50,paid,shop
                14,4,1.25,paid,
                """);
        project.file("models/gold/revenue.sql", """
                select customer_id, name, count(*) as orders, cast(sum(amount) as decimal(14, 2)) as revenue,
                       max(amount) as largest
                from {{ ref('customer_orders') }} group by all
                """);
    }

    /** The levels of the namespace that a layer's tables are in. */
    List<String> layer(String name) {
        List<String> levels = new ArrayList<>(namespace);
        levels.add(name);
        return levels;
    }

    /** All namespaces, the parent first. */
    Stream<List<String>> namespaces() {
        return Stream.concat(Stream.of(namespace), LAYERS.stream().map(this::layer));
    }
}

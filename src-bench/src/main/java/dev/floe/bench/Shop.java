package dev.floe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A project of 15 models, 40 tests and three seeds, as a small team has it. */
final class Shop {
    private static final List<String> FILES = List.of(
            "dbt_project.yml",
            "profiles.yml",
            "macros/money.sql",
            "models/schema.yml",
            "models/staging/stg_customers.sql",
            "models/staging/stg_orders.sql",
            "models/staging/stg_payments.sql",
            "models/core/calendar.sql",
            "models/core/customer_orders.sql",
            "models/core/order_facts.sql",
            "models/core/order_payments.sql",
            "models/marts/best_customers.sql",
            "models/marts/cohorts.sql",
            "models/marts/country_revenue.sql",
            "models/marts/daily_revenue.sql",
            "models/marts/dim_customers.sql",
            "models/marts/large_orders.sql",
            "models/marts/monthly_revenue.sql",
            "models/marts/returns.sql",
            "tests/no_order_before_its_customer.sql",
            "tests/revenue_adds_up.sql");
    private static final int CUSTOMERS = 500;
    private static final int ORDERS = 2000;

    private Shop() {}

    /** Writes the project, the same each time. */
    static void write(Path folder) throws IOException {
        for (String file : FILES) {
            text(folder.resolve(file), Resources.text("shop/" + file));
        }
        Random random = new Random(42);
        StringBuilder customers = new StringBuilder("id,name,country,joined_on\n");
        for (int i = 1; i <= CUSTOMERS; i++) {
            customers
                    .append(i)
                    .append(",Customer ")
                    .append(i)
                    .append(',')
                    .append(List.of("de", "fr", "it", "pl").get(i % 4));
            customers
                    .append(",2024-")
                    .append(two(1 + i % 12))
                    .append('-')
                    .append(two(1 + i % 28))
                    .append('\n');
        }
        StringBuilder orders = new StringBuilder("id,customer_id,ordered_on,status\n");
        StringBuilder payments = new StringBuilder("id,order_id,method,cents\n");
        for (int i = 1; i <= ORDERS; i++) {
            orders.append(i).append(',').append(1 + random.nextInt(CUSTOMERS)).append(",2025-");
            orders.append(two(1 + random.nextInt(12)))
                    .append('-')
                    .append(two(1 + random.nextInt(28)))
                    .append(',');
            orders.append(List.of("placed", "shipped", "shipped", "returned").get(random.nextInt(4)))
                    .append('\n');
            payments.append(i).append(',').append(i).append(',');
            payments.append(List.of("card", "transfer", "coupon").get(random.nextInt(3)))
                    .append(',');
            payments.append(100 + random.nextInt(50_000)).append('\n');
        }
        text(folder.resolve("seeds/customers.csv"), customers.toString());
        text(folder.resolve("seeds/orders.csv"), orders.toString());
        text(folder.resolve("seeds/payments.csv"), payments.toString());
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

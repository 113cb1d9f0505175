package dev.floe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A project of any size, the same for every run: layers of models in folders, each with a properties file that describes every model
 * and its columns and asks for four tests a model; one model in four has Jinja beyond {@code ref}, {@code source} and {@code config}.
 */
final class GeneratedProject {
    private static final int MODELS_IN_FOLDER = 50;
    private static final int LAYERS = 10;
    private static final int SOURCES = 20;

    private final Path folder;
    private final int models;
    private final Random random = new Random(42);

    private GeneratedProject(Path folder, int models) {
        this.folder = folder;
        this.models = models;
    }

    /** Writes the files; how many nodes, sources apart, they make. */
    static int write(Path folder, int models) throws IOException {
        new GeneratedProject(folder, models).write();
        return models * 5;
    }

    private void write() throws IOException {
        text("dbt_project.yml", """
                name: generated
                version: "1.0.0"
                profile: generated
                models:
                  generated:
                    +materialized: view
                    +tags: [generated]
                """);
        text("profiles.yml", """
                generated:
                  target: dev
                  outputs:
                    dev: {type: duckdb, path: ":memory:", threads: 2}
                """);
        text("macros/helpers.sql", Resources.text("jinja/macros.sql"));
        sources();
        for (int first = 0; first < models; first += MODELS_IN_FOLDER) {
            folder(first, Math.min(models, first + MODELS_IN_FOLDER));
        }
    }

    private void sources() throws IOException {
        StringBuilder yaml = new StringBuilder("version: 2\nsources:\n  - name: raw\n    tables:\n");
        for (int i = 0; i < SOURCES; i++) {
            yaml.append("      - name: table_").append(i).append('\n');
        }
        text("models/sources.yml", yaml.toString());
    }

    private int layer(int model) {
        return model * LAYERS / models;
    }

    private void folder(int first, int end) throws IOException {
        String name = "models/layer_" + layer(first) + "/area_" + first / MODELS_IN_FOLDER;
        StringBuilder yaml = new StringBuilder("version: 2\nmodels:\n");
        for (int model = first; model < end; model++) {
            List<String> parents = parents(model);
            text(name + "/model_" + model + ".sql", sql(model, parents));
            yaml.append(properties(model));
        }
        text(name + "/models.yml", yaml.toString());
    }

    /** Up to three models of an earlier layer, or a source. */
    private List<String> parents(int model) {
        int below = layer(model) * models / LAYERS;
        List<String> parents = new ArrayList<>();
        if (below == 0) {
            parents.add("source('raw', 'table_" + random.nextInt(SOURCES) + "')");
            return parents;
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            String parent = "ref('model_" + random.nextInt(below) + "')";
            if (!parents.contains(parent)) {
                parents.add(parent);
            }
        }
        return parents;
    }

    private static String sql(int model, List<String> parents) {
        StringBuilder sql = new StringBuilder("{{ config(materialized='table', tags=['area']) }}\n\nwith\n");
        for (int i = 0; i < parents.size(); i++) {
            sql.append("input_")
                    .append(i)
                    .append(" as (\n    select id, customer_id, status, amount, created_at from {{ ");
            sql.append(parents.get(i)).append(" }}\n),\n");
        }
        sql.append("\nall_inputs as (\n");
        for (int i = 0; i < parents.size(); i++) {
            sql.append(i == 0 ? "" : "    union all\n")
                    .append("    select * from input_")
                    .append(i)
                    .append('\n');
        }
        sql.append(")\n\nselect\n    id,\n    customer_id,\n    lower(status) as status,\n");
        if (model % 4 == 0) {
            sql.append("    {% for state in ['placed', 'shipped', 'returned'] -%}\n")
                    .append("    sum(case when status = '{{ state }}' then 1 else 0 end) as {{ state }}_count,\n")
                    .append("    {% endfor -%}\n    {{ cents_to_euros('amount') }} as amount,\n");
        } else {
            sql.append("    amount,\n");
        }
        return sql.append("    created_at\nfrom all_inputs\nwhere amount is not null -- model ")
                .append(model)
                .append('\n')
                .toString();
    }

    private static String properties(int model) {
        String relation = "";
        if (model % 10 == 9) {
            relation = "          - relationships: {arguments: {to: ref('model_" + (model - 9) + "'), field: id}}\n";
        } else {
            relation = "          - not_null\n";
        }
        return "  - name: model_" + model + "\n    description: What is known about the things of kind " + model + ".\n"
                + "    config: {meta: {owner: team_" + model % 7 + "}}\n    columns:\n"
                + "      - name: id\n        description: Its key.\n        data_tests: [unique, not_null]\n"
                + "      - name: customer_id\n        description: Whose it is.\n        data_tests:\n" + relation
                + "      - name: status\n        description: Where it stands.\n        data_tests:\n"
                + "          - accepted_values: {arguments: {values: [placed, shipped, returned]}}\n"
                + "      - name: amount\n        description: How much, in euros.\n"
                + "      - name: created_at\n        data_type: timestamp\n";
    }

    private void text(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

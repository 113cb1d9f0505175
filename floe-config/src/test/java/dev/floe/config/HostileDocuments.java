package dev.floe.config;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Documents that look like configurations, and are none in most cases. */
final class HostileDocuments {
    private static final String[] KEYS = {
        "name",
        "version",
        "catalog",
        "storage",
        "compute",
        "layers",
        "transforms",
        "orchestration",
        "observability",
        "catalogs",
        "default",
        "type",
        "uri",
        "warehouse",
        "credentials",
        "mode",
        "client_id",
        "client_secret",
        "secret_ref",
        "key",
        "scope",
        "token_uri",
        "role_arn",
        "namespace",
        "http",
        "ca_file",
        "proxy",
        "proxy_user",
        "proxy_password",
        "timeout",
        "headers",
        "access_delegation",
        "write_path",
        "properties",
        "path",
        "bucket",
        "endpoint",
        "region",
        "path_style_access",
        "threads",
        "memory_limit",
        "infrastructure",
        "resource_profiles",
        "transform",
        "requests",
        "limits",
        "cpu",
        "memory",
        "env",
        "security",
        "secret_backends",
        "kubernetes",
        "mount_path",
        "governance",
        "bronze",
        "catalog_ref",
        "storage_ref",
        "retention_days",
        "<<",
        "catalgo",
        "nmae",
        "a b",
        "\u00e4",
        "\uD83D\uDE00",
        "",
        "no",
        "1",
        "~",
        "${X}"
    };

    private static final String[] SCALARS = {
        "a",
        "default",
        "polaris",
        "rest",
        "duckdb",
        "lake.duckdb",
        "http://x/api",
        "http://u:p@x",
        "oauth2",
        "s3",
        "no",
        "010",
        "12:30",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "~",
        "2026-01-01",
        "true",
        "\"true\"",
        "4",
        "-1",
        "1.5",
        "12Gi",
        "1500m",
        "12GB",
        "''",
        "\" \"",
        "\"\\u0000\"",
        "\u00e4\u00f6",
        "\uD83D\uDE00",
        "{{ x }}",
        "${X}",
        "${X:-y}",
        "${",
        "$${",
        "!x y",
        "!!int z",
        "&a b",
        "*a",
        "|",
        "'",
        "\"",
        "[",
        "}",
        "@",
        "`",
        "%",
        "? x",
        "- y",
        "\u00a0",
        "99999999999999999999",
        "PRINCIPAL_ROLE:ALL"
    };

    /** Files of the project that mutations start from. */
    static final List<String> FLOE = List.of(Project.FLOE, """
            name: a
            layers: {staging: bronze, marts/core: gold}
            transforms:
              - {type: dbt, path: .}
            """);

    /** Files of the platform that mutations start from. */
    static final List<String> PLATFORM = List.of(Project.PLATFORM, Project.DUCKDB, """
            defaults: &defaults
              type: rest
              uri: https://host/api
            catalogs:
              default: {<<: *defaults, warehouse: w, namespace: a.b}
            storage:
              s: {bucket: abc, credentials: {client_id: me, client_secret: {secret_ref: k, key: v}}}
            layers:
              bronze: {storage_ref: s, retention_days: 30, properties: {owner: me}}
            compute: {default: {properties: {threads: 4, memory_limit: 8GB, nested: [1, {a: b}]}}}
            """);

    private HostileDocuments() {}

    /** Trees of known and unknown keys with values of every kind, written in flow or block style. */
    static Arbitrary<String> trees() {
        return tree(0).map(lines -> String.join("\n", lines) + "\n");
    }

    private static Arbitrary<List<String>> tree(int depth) {
        Arbitrary<String> key = Arbitraries.of(KEYS);
        Arbitrary<String> flow = Combinators.combine(
                        Arbitraries.of(KEYS), Arbitraries.of(SCALARS), Arbitraries.of(KEYS))
                .as((a, b, c) -> "{" + a + ": " + b + ", " + c + ": [" + b + "]}");
        Arbitrary<List<String>> scalar = Combinators.combine(
                        key, Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(SCALARS)), Tuple.of(1, flow)))
                .as((k, v) -> List.of(k + ": " + v));
        if (depth == 4) {
            return scalar;
        }
        Arbitrary<List<String>> nested = Combinators.combine(
                        key,
                        Arbitraries.of("", " &b", " # c"),
                        Arbitraries.lazy(() -> tree(depth + 1))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        Arbitraries.of("  ", "    ", "- ", "\t"))
                .as((k, mark, below, indent) -> {
                    List<String> lines = new ArrayList<>();
                    lines.add(k + ":" + mark);
                    below.forEach(each -> each.forEach(
                            line -> lines.add((indent.equals("- ") && lines.size() > 1 ? "  " : indent) + line)));
                    return lines;
                });
        return Arbitraries.frequencyOf(Tuple.of(2, scalar), Tuple.of(3, nested))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    /** Files with some of their lines lost, repeated, moved, retyped or cut into. */
    static Arbitrary<String> mutations(List<String> samples) {
        Arbitrary<int[]> edit =
                Arbitraries.integers().between(0, 10_000).array(int[].class).ofSize(3);
        return Combinators.combine(Arbitraries.of(samples), edit.list().ofMaxSize(5))
                .as((sample, edits) -> {
                    StringBuilder text = new StringBuilder(sample);
                    edits.forEach(each -> mutate(text, each[0], each[1], each[2]));
                    return text.toString();
                });
    }

    private static void mutate(StringBuilder text, int kind, int where, int what) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        if (lines.isEmpty()) {
            return;
        }
        int at = where % lines.size();
        String line = lines.get(at);
        String scalar = SCALARS[what % SCALARS.length];
        switch (kind % 8) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, "  " + line);
            case 3 -> lines.set(at, line.stripLeading());
            case 4 -> lines.set(at, line.contains(":") ? line.substring(0, line.indexOf(':')) + ": " + scalar : scalar);
            case 5 ->
                lines.set(
                        at,
                        line.substring(0, what % (line.length() + 1))
                                + scalar
                                + line.substring(what % (line.length() + 1)));
            case 6 -> lines.set(at, line.replace(line.strip(), KEYS[what % KEYS.length] + ": " + scalar));
            default -> lines.add(lines.remove(at));
        }
        text.setLength(0);
        text.append(String.join("\n", lines)).append('\n');
    }
}

package dev.floe.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Trees of both files without a mistake. */
final class GoodDocuments {
    private static final Arbitrary<String> NAME = Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars('-', '_')
            .ofMaxLength(12)
            .map(rest -> "n" + rest);

    private static final Arbitrary<String> LINE = Arbitraries.strings()
            .withCharRange(' ', '~')
            .withChars('\u00e4', '\u6570')
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(text -> !text.isBlank() && text.indexOf('$') < 0 && !text.contains("://") && !text.contains("="));

    private static final Arbitrary<String> NAMESPACE =
            NAME.list().ofMinSize(1).ofMaxSize(3).map(levels -> String.join(".", levels));
    private static final Arbitrary<Map<String, Object>> TEXTS =
            Arbitraries.maps(NAME, LINE).ofMaxSize(3).map(LinkedHashMap::new);
    private static final Arbitrary<Object> CPU = Arbitraries.of("500m", "2", 1, 0.5, "1.5");
    private static final Arbitrary<Object> MEMORY =
            Arbitraries.of("12Gi", "512Mi", "128974848", "1.5Gi", 1_000_000_000);

    private GoodDocuments() {}

    static Arbitrary<Map<String, Object>> floe() {
        return Combinators.combine(NAME, LINE.optional(), Arbitraries.of("n", "default"))
                .as((name, version, catalog) -> {
                    Map<String, Object> floe = new LinkedHashMap<>();
                    floe.put("name", name);
                    version.ifPresent(value -> floe.put("version", value));
                    floe.put("catalog", "default");
                    return floe;
                });
    }

    static Arbitrary<Map<String, Object>> platform() {
        return Combinators.combine(
                        catalog(),
                        Arbitraries.maps(NAME, catalog()).ofMaxSize(2),
                        Arbitraries.maps(NAME, storage()).ofMaxSize(2),
                        Arbitraries.maps(NAME, layer()).ofMaxSize(3),
                        Arbitraries.maps(NAME, profile()).ofMaxSize(2),
                        Arbitraries.maps(NAME, compute()).ofMaxSize(2))
                .as((catalog, catalogs, storage, layers, profiles, compute) -> {
                    Map<String, Object> all = new LinkedHashMap<>(catalogs);
                    all.put("default", catalog);
                    Map<String, Object> platform = new LinkedHashMap<>();
                    platform.put("catalogs", all);
                    platform.put("storage", storage);
                    platform.put("layers", layers);
                    platform.put("compute", compute);
                    platform.put("infrastructure", Map.of("resource_profiles", profiles));
                    return platform;
                });
    }

    private static Arbitrary<Map<String, Object>> catalog() {
        Arbitrary<Map<String, Object>> duckdb = NAME.map(name -> map("type", "duckdb", "path", name + ".duckdb"));
        Arbitrary<Map<String, Object>> rest = Combinators.combine(
                        LINE,
                        NAMESPACE,
                        TEXTS,
                        Arbitraries.of("none", "vended-credentials"),
                        Arbitraries.of("commit", "native"),
                        credentials(),
                        http())
                .as((warehouse, namespace, properties, delegation, writePath, credentials, http) -> map(
                        "type",
                        "polaris",
                        "uri",
                        "https://host:8181/api/catalog",
                        "warehouse",
                        warehouse,
                        "namespace",
                        namespace,
                        "properties",
                        properties,
                        "access_delegation",
                        delegation,
                        "write_path",
                        writePath,
                        "credentials",
                        credentials,
                        "http",
                        http));
        return Arbitraries.oneOf(duckdb, rest);
    }

    private static Arbitrary<Map<String, Object>> http() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3600),
                        Arbitraries.integers().between(0, 20),
                        NAME,
                        NAME.optional())
                .as((timeout, retries, realm, user) -> {
                    Map<String, Object> http = map("timeout", timeout, "retries", retries, "realm", realm);
                    http.put("headers", map("X-Team", realm));
                    user.ifPresent(name -> http.putAll(map(
                            "proxy",
                            "http://proxy:3128",
                            "proxy_user",
                            name,
                            "proxy_password",
                            map("secret_ref", name),
                            "ca_file",
                            name + ".pem")));
                    return http;
                });
    }

    private static Arbitrary<Map<String, Object>> credentials() {
        Arbitrary<Object> reference = Combinators.combine(NAME, NAME.optional())
                .as((name, key) ->
                        key.<Object>map(k -> map("secret_ref", name, "key", k)).orElse(map("secret_ref", name)));
        Arbitrary<Object> id = Arbitraries.oneOf(reference, NAME.<Object>map(name -> name));
        return Arbitraries.oneOf(
                NAME.map(name -> map("mode", "oauth2", "secret_ref", name)),
                Combinators.combine(id, reference, Arbitraries.of("PRINCIPAL_ROLE:ALL", "a b"))
                        .as((i, s, scope) ->
                                map("mode", "oauth2", "client_id", i, "client_secret", s, "scope", scope)));
    }

    private static Arbitrary<Map<String, Object>> storage() {
        return Combinators.combine(Arbitraries.of("abc", "my-bucket.1"), Arbitraries.of(true, false), LINE)
                .as((bucket, pathStyle, region) -> map(
                        "bucket",
                        bucket,
                        "path_style_access",
                        pathStyle,
                        "region",
                        region,
                        "endpoint",
                        "http://s3:9000"));
    }

    private static Arbitrary<Map<String, Object>> layer() {
        return Combinators.combine(NAMESPACE, Arbitraries.integers().between(1, 36_500), TEXTS, LINE)
                .as((namespace, days, properties, description) -> map(
                        "namespace",
                        namespace,
                        "retention_days",
                        days,
                        "properties",
                        properties,
                        "description",
                        description));
    }

    private static Arbitrary<Map<String, Object>> profile() {
        return Combinators.combine(CPU, MEMORY, TEXTS)
                .as((cpu, memory, env) ->
                        map("limits", map("cpu", cpu, "memory", memory), "env", map("A_B", "4", "C", "x y")));
    }

    private static Arbitrary<Map<String, Object>> compute() {
        return Combinators.combine(Arbitraries.integers().between(1, 1024), LINE)
                .as((threads, free) -> map(
                        "type",
                        "duckdb",
                        "properties",
                        map("threads", threads, "memory_limit", "8GB", "free", List.of(free, 1, true, map("a", 1.5)))));
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}

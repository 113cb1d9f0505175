package dev.floe.config.internal.check;

import dev.floe.config.FloeSpec;
import dev.floe.config.PlatformConfig;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rules that tie keys together in sections that floe keeps as trees. */
final class KeptChecks {
    private static final String ENABLED = "enabled";

    private KeptChecks() {}

    static void platform(Tier tier, PlatformConfig platform) {
        String cloud = "infrastructure.cloud";
        if ("aws".equals(section(platform.sections(), cloud).get("provider"))) {
            needed(tier, platform.sections(), cloud, "region", "provider aws needs a region");
        }
        String vault = "security.secret_backends.vault";
        Map<?, ?> backend = section(platform.sections(), vault);
        if (isTrue(backend)) {
            needed(tier, platform.sections(), vault, "server_url", "the address of the Vault that is enabled");
            if (!backend.containsKey("auth_method") || "kubernetes".equals(backend.get("auth_method"))) {
                needed(tier, platform.sections(), vault, "kubernetes_role", "auth_method kubernetes needs a role");
            }
        }
        String authentication = "security.authentication";
        Map<?, ?> login = section(platform.sections(), authentication);
        if (isTrue(login) && "oidc".equals(login.get("method"))) {
            needed(tier, platform.sections(), authentication, "oidc", "method oidc needs its settings");
        }
    }

    static void spec(Tier tier, FloeSpec spec) {
        String root = "orchestration";
        Map<?, ?> orchestration = section(spec.sections(), root);
        Set<String> jobs = names(section(orchestration, "jobs"));
        Set<String> partitions = names(section(orchestration, "partitions"));
        for (String starters : List.of("schedules", "sensors", "backfills")) {
            each(orchestration, root, starters, (path, starter) -> {
                reference(tier, KeyPath.of(path, "job"), "job", starter.get("job"), jobs);
                if (starter.get("watched_jobs") instanceof List<?> watched) {
                    for (int i = 0; i < watched.size(); i++) {
                        reference(tier, KeyPath.of(KeyPath.of(path, "watched_jobs"), i), "job", watched.get(i), jobs);
                    }
                }
            });
        }
        each(
                orchestration,
                root,
                "assets",
                (path, asset) -> reference(
                        tier, KeyPath.of(path, "partitions"), "partition", asset.get("partitions"), partitions));
        each(orchestration, root, "partitions", (path, partition) -> {
            if (partition.get("partition_keys") instanceof List<?> keys && new HashSet<>(keys).size() < keys.size()) {
                tier.problem(
                        KeyPath.of(path, "partition_keys"), Codes.INVALID_VALUE, "each partition is expected once");
            }
        });
    }

    private static void needed(Tier tier, Map<String, Object> sections, String section, String key, String what) {
        if (!section(sections, section).containsKey(key)) {
            tier.missing(section, key, what);
        }
    }

    private static void reference(Tier tier, String path, String kind, @Nullable Object name, Set<String> available) {
        if (name instanceof String text) {
            Names.reference(tier, path, kind, "orchestration." + kind + "s", text, available);
        }
    }

    private static void each(Map<?, ?> parent, String root, String key, BiConsumer<String, Map<?, ?>> check) {
        section(parent, key).forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                check.accept(KeyPath.of(KeyPath.of(root, key), String.valueOf(name)), map);
            }
        });
    }

    private static Map<?, ?> section(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Set<String> names(Map<?, ?> section) {
        Set<String> names = new LinkedHashSet<>();
        section.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    private static boolean isTrue(Map<?, ?> section) {
        return Boolean.TRUE.equals(section.get(ENABLED));
    }
}

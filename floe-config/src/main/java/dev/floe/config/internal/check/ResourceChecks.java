package dev.floe.config.internal.check;

import dev.floe.config.Quantity;
import dev.floe.config.ResourceProfile;
import dev.floe.config.Resources;
import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Tier;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for one entry of {@code infrastructure.resource_profiles}. */
final class ResourceChecks {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    private static final BigDecimal MOST_PROCESSORS = BigDecimal.valueOf(100_000);
    private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(1L << 20);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private ResourceChecks() {}

    static void check(Tier tier, String path, ResourceProfile profile) {
        String requests = KeyPath.of(path, "requests");
        String limits = KeyPath.of(path, "limits");
        positive(tier, requests, profile.requests());
        positive(tier, limits, profile.limits());
        within(
                tier,
                KeyPath.of(requests, "cpu"),
                profile.requests().cpu(),
                profile.limits().cpu());
        within(
                tier,
                KeyPath.of(requests, "memory"),
                profile.requests().memory(),
                profile.limits().memory());
        String env = KeyPath.of(path, "env");
        profile.env().keySet().stream()
                .filter(name -> !VARIABLE.matcher(name).matches())
                .forEach(name -> tier.keyProblem(
                        KeyPath.of(env, name),
                        Codes.INVALID_VALUE,
                        "this is not the name of an environment variable; letters, digits and '_' are expected"));
    }

    private static void positive(Tier tier, String path, Resources resources) {
        positive(tier, KeyPath.of(path, "cpu"), resources.cpu());
        positive(tier, KeyPath.of(path, "memory"), resources.memory());
        resources
                .cpu()
                .filter(cpu -> cpu.value().compareTo(MOST_PROCESSORS) > 0
                        && cpu.value().compareTo(MOST) <= 0)
                .ifPresent(cpu -> tier.problem(
                        KeyPath.of(path, "cpu"),
                        Codes.INVALID_VALUE,
                        cpu + " means so many processors; write 1500m for one and a half"));
        resources
                .memory()
                .filter(memory -> memory.value().signum() > 0 && memory.value().compareTo(LEAST_MEMORY) < 0)
                .ifPresent(memory -> tier.problem(
                        KeyPath.of(path, "memory"),
                        Codes.INVALID_VALUE,
                        memory + " is less than a mebibyte; write 512Mi or 4Gi (m means thousandths)"));
    }

    private static void positive(Tier tier, String path, Optional<Quantity> quantity) {
        if (quantity.filter(value -> value.value().signum() == 0).isPresent()) {
            tier.problem(path, Codes.INVALID_VALUE, "more than zero is expected");
        }
        if (quantity.filter(value -> value.value().compareTo(MOST) > 0).isPresent()) {
            tier.problem(path, Codes.INVALID_VALUE, "less than 8Ei is expected");
        }
    }

    private static void within(Tier tier, String path, Optional<Quantity> request, Optional<Quantity> limit) {
        if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
            tier.problem(
                    path,
                    Codes.INVALID_VALUE,
                    "the request " + request.get() + " is more than the limit " + limit.get());
        }
    }
}

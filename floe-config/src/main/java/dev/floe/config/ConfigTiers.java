package dev.floe.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Both tiers, read and checked together, with their paths made absolute; no secret has been looked up.
 *
 * @param spec the project tier
 * @param platform the platform tier
 * @param notices what the user should know
 * @param explain where each value of both tiers comes from
 */
public record ConfigTiers(FloeSpec spec, PlatformConfig platform, List<Notice> notices, List<Explanation> explain) {
    /** Copies the lists; checks that nothing is null. */
    public ConfigTiers {
        requireNonNull(spec, "spec");
        requireNonNull(platform, "platform");
        notices = List.copyOf(notices);
        explain = List.copyOf(explain);
    }
}

/** Profiles for dbt from the two tiers of configuration. */
module dev.floe.profiles {
    requires static org.jspecify;
    requires transitive dev.floe.config;

    exports dev.floe.profiles;
}

/** The two tiers of configuration. */
module dev.floe.config {
    requires static org.jspecify;
    requires static org.immutables.value;
    requires org.slf4j;
    requires org.yaml.snakeyaml;

    exports dev.floe;
    exports dev.floe.config;
}

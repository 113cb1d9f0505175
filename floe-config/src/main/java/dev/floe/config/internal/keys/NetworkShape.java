package dev.floe.config.internal.keys;

import dev.floe.config.internal.shape.Choice;
import dev.floe.config.internal.shape.Flag;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Plain;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Whole;
import java.util.Map;

/** {@code infrastructure.network}. */
public final class NetworkShape {
    /** The shape. */
    public static final Shape<Map<String, Object>, ?> SHAPE = Plain.of("network")
            .key("enabled", Flag.of(), true, "whether any of this holds")
            .section("dns", NetworkShape::dns, "names of hosts")
            .section("network_policies", NetworkShape::policies, "who may talk to whom")
            .section("ingress", NetworkShape::ingress, "ways in")
            .section("local_access", NetworkShape::localAccess, "ways in on a developer's machine")
            .build();

    private static final Whole PORT = Whole.of(1, 65_535, "");
    private static final Whole NODE_PORT = Whole.of(30_000, 32_767, "");

    private NetworkShape() {}

    private static Shape<Map<String, Object>, ?> dns() {
        return Plain.of("dns")
                .key("internal_domain", Forms.HOST, "the domain inside the cluster")
                .key("external_domain", Forms.HOST, "the public domain")
                .key("strategy", Choice.of("kubernetes", "consul", "route53"), "kubernetes", "who resolves names")
                .build();
    }

    private static Shape<Map<String, Object>, ?> policies() {
        return Plain.of("networkPolicies")
                .key("enabled", Flag.of(), false, "whether policies are enforced")
                .key(
                        "default_rule",
                        Choice.of("deny-all", "allow-all"),
                        "allow-all",
                        "what holds where nothing is said")
                .key("zones", Maps.of(Section.of(NetworkShape::zone)), "zones, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> zone() {
        return Plain.of("zone")
                .key("description", Forms.DESCRIPTION, "for people")
                .key("allowed_egress", Lists.of(Forms.LINE), "what the zone may reach")
                .key("allowed_ingress", Lists.of(Forms.LINE), "what may reach the zone")
                .build();
    }

    private static Shape<Map<String, Object>, ?> ingress() {
        return Plain.of("ingress")
                .key("enabled", Flag.of(), false, "whether there is one")
                .key("ingress_class", Choice.of("nginx", "traefik", "alb", "gce"), "nginx", "its controller")
                .section("tls", NetworkShape::tls, "encryption")
                .key("routes", Maps.of(Section.of(NetworkShape::route)), "routes, by name")
                .build();
    }

    private static Shape<Map<String, Object>, ?> tls() {
        return Plain.of("tls")
                .key("enabled", Flag.of(), false, "whether TLS ends here")
                .key(
                        "provider",
                        Choice.of("cert-manager", "acm", "manual"),
                        "cert-manager",
                        "where certificates come from")
                .key("issuer", Forms.LINE, "the issuer of `cert-manager`")
                .key("min_version", Forms.TLS_VERSION, "1.2", "the least version of TLS")
                .build();
    }

    private static Shape<Map<String, Object>, ?> route() {
        return Plain.of("route")
                .key("host", Forms.HOST, "the name from outside")
                .needed("the host")
                .key("service", Forms.LINE, "the service behind it")
                .needed("the service")
                .key("port", PORT, "the service's port")
                .needed("the port")
                .key("auth", Forms.LINE, "how users log in")
                .build();
    }

    private static Shape<Map<String, Object>, ?> localAccess() {
        return Plain.of("localAccess")
                .key("enabled", Flag.of(), false, "whether there is any")
                .key("access_type", Choice.of("nodeport", "port-forward", "loadbalancer"), "nodeport", "of which kind")
                .section("ports", NetworkShape::ports, "ports of the services")
                .build();
    }

    private static Shape<Map<String, Object>, ?> ports() {
        return Plain.of("ports")
                .key("dagster", NODE_PORT, 30_000, "Dagster")
                .key("polaris", NODE_PORT, 30_181, "Polaris")
                .key("minio_console", NODE_PORT, 30_901, "MinIO's console")
                .key("jaeger", NODE_PORT, 30_686, "Jaeger")
                .key("marquez_web", NODE_PORT, 30_301, "Marquez, for people")
                .key("marquez_api", NODE_PORT, 30_500, "Marquez, for programs")
                .key("localstack", NODE_PORT, 30_566, "LocalStack")
                .build();
    }
}

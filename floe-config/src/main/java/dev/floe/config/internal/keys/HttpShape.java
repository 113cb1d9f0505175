package dev.floe.config.internal.keys;

import dev.floe.config.HttpConfig;
import dev.floe.config.internal.Addresses;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Parsed;
import dev.floe.config.internal.shape.References;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Whole;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code http} of a catalog. */
public final class HttpShape {
    /** The shape. */
    public static final Shape<HttpConfig, HttpConfig.Builder> SHAPE = Shape.of(
                    "http", name -> HttpConfig.builder(), HttpConfig.Builder::build)
            .optional(
                    "ca_file",
                    Forms.PATH,
                    HttpConfig::caFile,
                    HttpConfig.Builder::caFile,
                    "a PEM file with the authorities to trust")
            .byDefault("the system's")
            .with("one file for all catalogs of a run; relative to the file that says it")
            .optional(
                    "proxy",
                    Parsed.of(
                            "the address of a proxy",
                            "`http://host:port`",
                            "^[hH][tT][tT][pP]://[^@/?#\\s]+/*$",
                            HttpShape::proxy),
                    HttpConfig::proxy,
                    HttpConfig.Builder::proxy,
                    "the proxy before the catalog and its token endpoint")
            .byDefault("`HTTPS_PROXY` and the like")
            .optional(
                    "proxy_user",
                    Forms.LINE,
                    HttpConfig::proxyUser,
                    HttpConfig.Builder::proxyUser,
                    "who logs in to the proxy")
            .with("`proxy` and `proxy_password`")
            .optional(
                    "proxy_password",
                    References.secret(),
                    HttpConfig::proxyPassword,
                    HttpConfig.Builder::proxyPassword,
                    "the proxy's password")
            .with("`proxy_user`")
            .optional(
                    "timeout",
                    Whole.of(1, HttpConfig.MAX_TIMEOUT, "seconds"),
                    http -> boxed(http.timeout()),
                    HttpConfig.Builder::timeout,
                    "how long one request may take")
            .byDefault("10 while attaching, then what DuckDB and Iceberg have")
            .optional(
                    "retries",
                    Whole.of(0, HttpConfig.MAX_RETRIES, ""),
                    http -> boxed(http.retries()),
                    HttpConfig.Builder::retries,
                    "how often a request is tried again")
            .byDefault("1 while attaching, then what DuckDB and Iceberg have")
            .optional(
                    "realm",
                    Forms.HEADER_VALUE,
                    HttpConfig::realm,
                    HttpConfig.Builder::realm,
                    "the realm of Apache Polaris")
            .with("not beside `headers` with " + HttpConfig.REALM_HEADER)
            .key(
                    "headers",
                    Maps.of(Forms.HEADER_NAME, Forms.HEADER_VALUE),
                    HttpConfig::headers,
                    HttpConfig.Builder::headers,
                    "further headers of every request; models can read their values, so no secrets")
            .rule(Rules.whenGiven("proxy_user", Rules.required("proxy", "proxy_password")))
            .rule(Rules.whenGiven("proxy_password", Rules.required("proxy_user")))
            .build();

    private HttpShape() {}

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static URI proxy(String text) {
        URI address = Addresses.http(text);
        if (!"http".equalsIgnoreCase(address.getScheme())
                || !address.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("a proxy is spoken to in plain HTTP; http://host:port is expected");
        }
        return address;
    }
}

package dev.floe.profiles.internal;

import dev.floe.ErrorCode;
import dev.floe.config.ComputeConfig;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.SecretRef;
import dev.floe.profiles.ProfilesException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An output for a dbt adapter other than dbt-duckdb, from the properties and the credentials of the compute. */
final class WarehouseOutput {
    private static final String METHOD = "method";
    private static final String SECRET_REF = "secret_ref";

    private final String compute;
    private final Adapter adapter;
    private final String target;
    private final EnvironmentNames names;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param compute the compute's name, for messages
     * @param target the output's name, which variables are named by where no secret is referred to
     */
    WarehouseOutput(String compute, Adapter adapter, String target, EnvironmentNames names) {
        this.compute = compute;
        this.adapter = adapter;
        this.target = target;
        this.names = names;
    }

    /**
     * The keys of the output, in order.
     *
     * @throws ProfilesException with every key that is missing, unknown or of another form than dbt reads
     */
    Map<String, Object> keys(ComputeConfig config) {
        Map<String, Object> properties = new LinkedHashMap<>();
        config.properties().forEach((key, value) -> properties.put(writtenAs(key), value));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("type", adapter.type());
        List<String> required = required(properties);
        for (String key : required) {
            Object value = Optional.ofNullable(properties.get(key))
                    .orElseGet(() -> adapter.fixed().get(key));
            if (value == null) {
                problems.add(at(key) + " is missing: dbt's adapter " + adapter.type() + " needs it");
            } else {
                output.put(key, value(key, value));
            }
        }
        login(output, properties, config.credentials());
        properties.forEach((key, value) -> {
            if (!adapter.known().contains(key)) {
                problems.add(at(key) + " is not known to dbt's adapter " + adapter.type() + "; there are "
                        + String.join(", ", adapter.known()));
            } else if (!output.containsKey(key)) {
                output.put(key, value(key, value));
            }
        });
        output.putIfAbsent("threads", DuckDbOutput.DEFAULT_THREADS);
        if (!problems.isEmpty()) {
            throw new ProfilesException(
                    ErrorCode.PROFILE_UNSUPPORTED,
                    "no dbt profile can be made for the compute '" + compute + "': " + String.join("; ", problems),
                    null);
        }
        return output;
    }

    private String writtenAs(String key) {
        return adapter.renamed().entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(key);
    }

    private List<String> required(Map<String, Object> properties) {
        List<String> required = new ArrayList<>(adapter.required());
        if (adapter.type().equals("spark")) {
            Object method = properties.getOrDefault(METHOD, "thrift");
            if (method.equals("session")) {
                required.removeAll(List.of("host", "port"));
            } else if (method.equals("http") && !properties.containsKey("endpoint")) {
                required.add("cluster");
            } else if (method.equals("odbc")) {
                required.add("driver");
            }
        }
        if (adapter.type().equals("redshift") && "iam".equals(properties.get(METHOD))) {
            required.add("cluster_id");
        }
        return required;
    }

    private void login(
            Map<String, Object> output, Map<String, Object> properties, Optional<CredentialsConfig> credentials) {
        List<String> keys = adapter.login(properties).secrets();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            boolean last = i == keys.size() - 1;
            if (properties.containsKey(key)) {
                output.put(key, value(key, properties.get(key)));
            } else {
                output.put(
                        key,
                        credentials
                                .flatMap(given -> last && !key.equals("user") ? secret(given) : id(given))
                                .orElseGet(() -> names.secretVariable(adapter.type()
                                                .toUpperCase(Locale.ROOT) + "_"
                                        + target.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_"
                                        + key.toUpperCase(Locale.ROOT))));
            }
        }
    }

    private Optional<String> id(CredentialsConfig credentials) {
        return credentials.secretRef().isPresent() || credentials.clientId().isPresent()
                ? Optional.of(credentials
                        .secretRef()
                        .map(both -> names.secret(SecretRef.of(both.name(), "client-id")))
                        .orElseGet(() -> id(credentials.clientId().orElseThrow())))
                : Optional.empty();
    }

    private String id(ConfigValue value) {
        return value instanceof SecretRef ref
                ? names.secret(ref)
                : JinjaText.text(((ConfigValue.Literal) value).value());
    }

    private Optional<String> secret(CredentialsConfig credentials) {
        return credentials.secretRef().isPresent() || credentials.clientSecret().isPresent()
                ? Optional.of(names.secretOf(credentials, "client-secret"))
                : Optional.empty();
    }

    private Object value(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.get(SECRET_REF) instanceof String name) {
            if (Set.of(SECRET_REF, "key").containsAll(map.keySet())) {
                return names.secret(map.get("key") instanceof String of ? SecretRef.of(name, of) : SecretRef.of(name));
            }
        }
        if (Adapter.SECRETS.contains(key)) {
            problems.add(at(key) + " is written down; refer to it: {secret_ref: name}, or leave it to the credentials");
            return "";
        }
        return plain(key, value);
    }

    private Object plain(String key, @Nullable Object value) {
        if (value instanceof String text) {
            return JinjaText.text(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> plain(key, each)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, each) -> plain.put(String.valueOf(name), plain(key, each)));
            return plain;
        }
        if (value instanceof Integer || value instanceof Boolean || value instanceof Double) {
            return value;
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return new BigInteger(value.toString());
        }
        problems.add(at(key) + " is nothing that a profile can hold");
        return "";
    }

    private String at(String key) {
        return "compute." + compute + ".properties." + key;
    }
}

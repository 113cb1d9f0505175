package dev.floe.config.internal.resolve;

import dev.floe.config.CatalogConfig;
import dev.floe.config.ConfigValue;
import dev.floe.config.CredentialsConfig;
import dev.floe.config.HttpConfig;
import dev.floe.config.Notice;
import dev.floe.config.PlatformConfig;
import dev.floe.config.SecretRef;
import dev.floe.config.SecretSource;
import dev.floe.config.StorageConfig;
import dev.floe.config.internal.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Under which names the parts of a configuration are kept as secrets. */
public final class SecretNames {
    private SecretNames() {}

    /** The OAuth2 client id of a secret that holds both parts. */
    static List<SecretRef> clientId(SecretRef both) {
        return keys(both, "client-id", "client_id", "CLIENT_ID");
    }

    /** The OAuth2 client secret of a secret that holds both parts. */
    static List<SecretRef> clientSecret(SecretRef both) {
        return keys(both, "client-secret", "client_secret", "CLIENT_SECRET");
    }

    /** The access key id of a secret that holds both parts. */
    static List<SecretRef> accessKeyId(SecretRef both) {
        return keys(both, "access-key-id", "access_key_id", "AWS_ACCESS_KEY_ID");
    }

    /** The secret access key of a secret that holds both parts. */
    static List<SecretRef> secretAccessKey(SecretRef both) {
        return keys(both, "secret-access-key", "secret_access_key", "AWS_SECRET_ACCESS_KEY");
    }

    /** Every part that a secret which holds several may be asked for. */
    public static List<SecretRef> parts(SecretRef both) {
        List<SecretRef> parts = new ArrayList<>(clientId(both));
        parts.addAll(clientSecret(both));
        parts.addAll(accessKeyId(both));
        parts.addAll(secretAccessKey(both));
        return parts;
    }

    /** Every environment variable that a secret of the platform is read from, whether or not this project uses it. */
    static Set<String> environmentNames(PlatformConfig platform, List<SecretSource> sources, Tier tier) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, SecretRef> owners = new LinkedHashMap<>();
        for (SecretRef ref : all(platform)) {
            for (SecretSource source : sources) {
                Optional<String> name = source.environmentName(ref);
                if (name.isPresent()) {
                    names.add(name.get());
                    SecretRef owner = owners.putIfAbsent(name.get(), ref);
                    if (owner != null && !owner.name().equals(ref.name())) {
                        tier.notice(new Notice(
                                Notice.SECRET_NAMES_COLLIDE,
                                "the secrets '" + owner + "' and '" + ref
                                        + "' are both read from the environment variable " + name.get()));
                    }
                }
            }
        }
        return names;
    }

    private static List<SecretRef> all(PlatformConfig platform) {
        List<SecretRef> refs = new ArrayList<>();
        for (CatalogConfig catalog : platform.catalogs().values()) {
            add(refs, catalog.uri());
            catalog.http().flatMap(HttpConfig::proxyPassword).ifPresent(refs::add);
            catalog.credentials().ifPresent(credentials -> {
                add(refs, credentials);
                credentials.secretRef().ifPresent(both -> {
                    refs.addAll(clientId(both));
                    refs.addAll(clientSecret(both));
                });
            });
        }
        for (StorageConfig storage : platform.storage().values()) {
            add(refs, storage.endpoint());
            storage.credentials().ifPresent(credentials -> {
                add(refs, credentials);
                credentials.secretRef().ifPresent(both -> {
                    refs.addAll(accessKeyId(both));
                    refs.addAll(secretAccessKey(both));
                });
            });
        }
        platform.compute()
                .values()
                .forEach(compute -> compute.credentials().ifPresent(credentials -> add(refs, credentials)));
        kept(refs, platform.sections());
        return refs;
    }

    /** References in sections that floe does not act on: no model may see these secrets either. */
    private static void kept(List<SecretRef> refs, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(each -> kept(refs, each));
        } else if (value instanceof Map<?, ?> map) {
            if (map.get("secret_ref") instanceof String name) {
                refs.add(map.get("key") instanceof String key ? SecretRef.of(name, key) : SecretRef.of(name));
            }
            map.values().forEach(each -> kept(refs, each));
        }
    }

    private static void add(List<SecretRef> refs, CredentialsConfig credentials) {
        add(refs, credentials.clientId());
        credentials.clientSecret().ifPresent(refs::add);
    }

    private static void add(List<SecretRef> refs, Optional<ConfigValue> value) {
        if (value.orElse(null) instanceof SecretRef ref) {
            refs.add(ref);
        }
    }

    private static List<SecretRef> keys(SecretRef both, String... keys) {
        List<SecretRef> refs = new ArrayList<>();
        for (String key : keys) {
            refs.add(SecretRef.of(both.name(), key));
        }
        return refs;
    }
}
